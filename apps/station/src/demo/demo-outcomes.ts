import type { PersonCategory } from '@izdeu/contracts';

/** The three outcomes of the demonstration year; a case that is in neither list ended with the person found alive. */
export type YearOutcomeKind = 'found-alive' | 'found-dead' | 'still-missing';

interface SadCases {
  /** Which cases of the category, counted from 0 in the order they came. */
  readonly dead: readonly number[];
  readonly missing: readonly number[];
}

const SAD_CASES: Partial<Record<PersonCategory, SadCases>> = {
  'blizzard-pedestrian': { dead: [1, 4], missing: [] },
  'ice-angler': { dead: [0, 3], missing: [] },
  herder: { dead: [1], missing: [5] },
  dementia: { dead: [2, 9], missing: [4, 7] },
  elderly: { dead: [3], missing: [5] },
  despondent: { dead: [1], missing: [2] },
  gatherer: { dead: [8], missing: [10] },
  adult: { dead: [0, 6], missing: [1, 3, 5, 8] },
  hiker: { dead: [], missing: [2] },
  other: { dead: [], missing: [0] },
};

export const outcomeKindOf = (category: PersonCategory, index: number): YearOutcomeKind => {
  const cases = SAD_CASES[category];
  if (cases?.dead.includes(index)) return 'found-dead';
  return cases?.missing.includes(index) ? 'still-missing' : 'found-alive';
};

interface OutcomeText {
  readonly evidence: string;
  readonly placeText: string;
}

/** {squad} is «Дос», {near} «под Рудным»; words in [male|female] follow the person. */
const ALIVE: Partial<Record<PersonCategory, readonly OutcomeText[]>> = {
  child: [
    {
      evidence:
        'Найден[|а] группой отряда «{squad}», испуган[|а], но не пострадал[|а]. Передан[|а] родителям в присутствии полиции, осмотрен[|а] фельдшером.',
      placeText: 'Дворы и пустырь {near}',
    },
    {
      evidence:
        'Отозвал[ся|ась] на имя во время прочёса отрядом «{squad}». Дали воды, вынесли к машине, мать опознала на месте.',
      placeText: 'Лесополоса {near}',
    },
  ],
  'vehicle-stranded': [
    {
      evidence:
        'Машина найдена в снегу экипажем отряда «{squad}» вместе со спасателями. Люди в салоне, в сознании, доставлены в пункт обогрева.',
      placeText: 'Обочина трассы {near}',
    },
  ],
  herder: [
    {
      evidence:
        'Найден группой отряда «{squad}» у стога, где укрылся от ветра. Лёгкое переохлаждение, передан бригаде скорой помощи.',
      placeText: 'Сенокос {near}',
    },
  ],
  'blizzard-pedestrian': [
    {
      evidence:
        'Найден[|а] группой отряда «{squad}» на снегоходах у лесозащитной полосы. В сознании, согрет[|а], передан[|а] медикам.',
      placeText: 'Лесозащитная полоса {near}',
    },
  ],
  gatherer: [
    {
      evidence:
        'Выш[ел|ла] на звук сирены к группе отряда «{squad}». Устал[|а], от госпитализации отказал[ся|ась], передан[|а] семье.',
      placeText: 'Просека {near}',
    },
    {
      evidence:
        'Группа отряда «{squad}» услышала отклик на крик. Вывели к дороге, осмотрен[|а] медиком отряда.',
      placeText: 'Берёзовый колок {near}',
    },
  ],
  'ice-angler': [
    {
      evidence:
        'Найден группой отряда «{squad}» на дальнем берегу, куда вышел по следу снегохода. Замёрз, согрет в машине, передан семье.',
      placeText: 'Дальний берег {near}',
    },
  ],
  despondent: [
    {
      evidence:
        'Найден[|а] группой отряда «{squad}» в садовом доме. С [ним|ней] остался психолог отряда до приезда родных и врача.',
      placeText: 'Садовое общество {near}',
    },
  ],
};
const ALIVE_ANYWHERE: readonly OutcomeText[] = [
  {
    evidence:
      'Найден[|а] группой отряда «{squad}» при обходе по свидетельству жителя. Личность подтверждена родными, помощь медиков не потребовалась.',
    placeText: 'Окраина населённого пункта {near}',
  },
  {
    evidence:
      'Опознан[|а] по ориентировке, группа отряда «{squad}» была рядом и дождалась родных вместе с [ним|ней].',
    placeText: 'Остановка на выезде {near}',
  },
  {
    evidence:
      'Найден[|а] отрядом «{squad}» при проверке адресов, где бывал[|а] раньше. Передан[|а] семье, заявление закрыто полицией.',
    placeText: 'Адрес знакомых {near}',
  },
];

const DEAD: readonly OutcomeText[] = [
  {
    evidence:
      'Группа отряда «{squad}» нашла тело, место сохранено до приезда следственно-оперативной группы. Родные опознали. Семье сообщено лично, рядом был психолог.',
    placeText: 'Участок {near}, координаты переданы полиции',
  },
  {
    evidence:
      'Найден[|а] без признаков жизни при совместном поиске с полицией и спасателями. Личность подтверждена документами и родными. Соболезнуем семье.',
    placeText: 'Открытая местность {near}',
  },
];
const DEAD_ON_ICE: OutcomeText = {
  evidence:
    'Водолазы спасательного отряда подняли тело, берег держала группа отряда «{squad}». Родные опознали, семье сообщено лично.',
  placeText: 'Водоём {near}',
};

const MISSING: readonly OutcomeText[] = [
  {
    evidence:
      'Проверены все назначенные секторы, адреса и свидетельства; новых сведений нет. Активная фаза приостановлена, ориентировка действует, семья извещена о следующих шагах.',
    placeText: 'Район последнего места {near}',
  },
  {
    evidence:
      'Прочёс, опрос жителей и работа с собакой следа не дали. Розыск ведёт полиция, отряды возвращаются к поиску при каждом новом сообщении.',
    placeText: 'Район поиска {near}',
  },
];

/** What was written down as evidence, by the outcome, the category and how many of them there were before. */
export const outcomeTextOf = (
  kind: YearOutcomeKind,
  category: PersonCategory,
  index: number,
): OutcomeText => {
  const choices =
    kind === 'still-missing'
      ? MISSING
      : kind === 'found-dead'
        ? category === 'ice-angler'
          ? [DEAD_ON_ICE]
          : DEAD
        : (ALIVE[category] ?? ALIVE_ANYWHERE);
  const text = choices[index % choices.length];
  if (text === undefined) throw new RangeError(`no text for ${kind}`);
  return text;
};

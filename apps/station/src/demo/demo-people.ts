import type { SeededRandom } from './seeded-random.js';

export type Sex = 'female' | 'male';
/** Whose names the person carries; people of the region are neighbours of all three. */
export type NameTradition = 'kazakh' | 'russian' | 'ukrainian-german';

/** A man's name with the patronymics of his son and daughter. */
type FatherName = readonly [name: string, son: string, daughter: string];
type Surname = readonly [male: string, female: string];

interface NamePool {
  readonly men: readonly FatherName[];
  readonly women: readonly string[];
  readonly surnames: readonly Surname[];
}

/** An invented person. */
export interface DemoPerson {
  readonly tradition: NameTradition;
  readonly sex: Sex;
  readonly surname: Surname;
  readonly givenName: string;
  readonly fullName: string;
  /** Set for men: what their children are called by. */
  readonly asFather: FatherName | null;
  readonly father: FatherName;
}

const men = (text: string): FatherName[] =>
  text.split(' ').map((entry) => {
    const [name = '', son = '', daughter = ''] = entry.split('/');
    return [name, son, daughter];
  });
const words = (text: string): string[] => text.split(' ');
/** Surnames that add -а for women, or stay as they are when marked with =. */
const surnames = (text: string): Surname[] =>
  words(text).map((entry) => {
    if (entry.endsWith('=')) return [entry.slice(0, -1), entry.slice(0, -1)];
    return entry.endsWith('ий') ? [entry, `${entry.slice(0, -2)}ая`] : [entry, `${entry}а`];
  });

const POOLS: Record<NameTradition, NamePool> = {
  kazakh: {
    men: men(
      'Ерлан/Ерланович/Ерлановна Нурлан/Нурланович/Нурлановна Асхат/Асхатович/Асхатовна Бауыржан/Бауыржанович/Бауыржановна ' +
        'Серик/Серикович/Сериковна Кайрат/Кайратович/Кайратовна Данияр/Даниярович/Данияровна Марат/Маратович/Маратовна ' +
        'Талгат/Талгатович/Талгатовна Алибек/Алибекович/Алибековна Жандос/Жандосович/Жандосовна Тимур/Тимурович/Тимуровна ' +
        'Оразбек/Оразбекович/Оразбековна Сапар/Сапарович/Сапаровна',
    ),
    women: words(
      'Айгуль Динара Жанар Гульнара Асель Мадина Сауле Алия Бибигуль Айжан Камшат Раушан Томирис Инкар',
    ),
    surnames: surnames(
      'Ахметов Жумабаев Сейтказин Нурпеисов Оспанов Бекмагамбетов Искаков Каримов Тулегенов Абишев Мусин Кенжебаев ' +
        'Досмагамбетов Утегенов Байжанов Сарсенбаев Аубакиров Шаймерденов',
    ),
  },
  russian: {
    men: men(
      'Александр/Александрович/Александровна Сергей/Сергеевич/Сергеевна Николай/Николаевич/Николаевна Виктор/Викторович/Викторовна ' +
        'Андрей/Андреевич/Андреевна Дмитрий/Дмитриевич/Дмитриевна Владимир/Владимирович/Владимировна Иван/Иванович/Ивановна ' +
        'Алексей/Алексеевич/Алексеевна Павел/Павлович/Павловна Егор/Егорович/Егоровна Максим/Максимович/Максимовна ' +
        'Геннадий/Геннадьевич/Геннадьевна Юрий/Юрьевич/Юрьевна',
    ),
    women: words(
      'Наталья Ольга Татьяна Елена Светлана Людмила Валентина Галина Ирина Мария Анна Дарья Полина Вера',
    ),
    surnames: surnames(
      'Кузнецов Соколов Морозов Лебедев Новиков Воробьёв Зайцев Голубев Орлов Белов Комаров Гусев Тихонов Фролов ' +
        'Савельев Ершов Прохоров Самойлов',
    ),
  },
  'ukrainian-german': {
    men: men(
      'Олег/Олегович/Олеговна Василий/Васильевич/Васильевна Григорий/Григорьевич/Григорьевна Пётр/Петрович/Петровна ' +
        'Роман/Романович/Романовна Эдуард/Эдуардович/Эдуардовна Артур/Артурович/Артуровна Виталий/Витальевич/Витальевна ' +
        'Богдан/Богданович/Богдановна Генрих/Генрихович/Генриховна',
    ),
    women: words('Оксана Лидия Нина Эльвира Ирма Любовь Надежда София Марина Эмма Злата Катерина'),
    surnames: surnames(
      'Шевченко= Бондаренко= Ткаченко= Коваленко= Мельничук= Кравченко= Савчук= Миллер= Шмидт= Вагнер= Фишер= Беккер= ' +
        'Гофман= Левицкий Чернявский',
    ),
  },
};

export const pickTradition = (random: SeededRandom): NameTradition =>
  random.pick(['kazakh', 'kazakh', 'kazakh', 'russian', 'russian', 'ukrainian-german'] as const);

export interface PersonWishes {
  readonly sex: Sex;
  readonly tradition: NameTradition;
  readonly surname?: Surname;
  readonly father?: FatherName;
  /** The father of somebody: the name that person's patronymic comes from. */
  readonly fatherOf?: DemoPerson;
}

export const makePerson = (random: SeededRandom, wishes: PersonWishes): DemoPerson => {
  const pool = POOLS[wishes.tradition];
  const { sex } = wishes;
  const surname = wishes.surname ?? random.pick(pool.surnames);
  const father = wishes.father ?? random.pick(pool.men);
  const asFather = sex === 'male' ? (wishes.fatherOf?.father ?? random.pick(pool.men)) : null;
  const givenName = asFather === null ? random.pick(pool.women) : asFather[0];
  const male = sex === 'male';
  const fullName = [male ? surname[0] : surname[1], givenName, male ? father[1] : father[2]].join(' ');
  return { tradition: wishes.tradition, sex, surname, givenName, fullName, asFather, father };
};

/** Somebody whose full name was not given out yet: two invented people are never taken for one. */
export const makeNewPerson = (random: SeededRandom, taken: Set<string>, wishes: PersonWishes): DemoPerson => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const person = makePerson(random, wishes);
    if (taken.has(person.fullName)) continue;
    taken.add(person.fullName);
    return person;
  }
  throw new RangeError('the name pools are used up');
};

const PHONES = 10_000;

/** A number nobody has: +7 700 000 xx xx, a different one for each index below 10,000. */
export const demoPhone = (index: number): string => {
  // 7,919 has no divisor in common with 10,000, so that numbers look unordered and never repeat.
  const digits = String((index * 7_919 + 1_357) % PHONES).padStart(4, '0');
  return `+7 700 000 ${digits.slice(0, 2)} ${digits.slice(2)}`;
};

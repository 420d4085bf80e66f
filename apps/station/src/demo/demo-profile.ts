import type { createApplication, PersonCategory, PersonProfile, RouteRequest } from '@izdeu/contracts';
import { HABITS } from './demo-calendar.js';
import { describeClothes, describeLooks, seasonOf } from './demo-looks.js';
import { demoPhone, type DemoPerson } from './demo-people.js';
import type { SeededRandom } from './seeded-random.js';

type ProfileBody = RouteRequest<typeof createApplication>['body']['persons'][number];

const OPERATORS = ['Beeline', 'Kcell', 'Activ', 'Tele2', 'Altel'];
const MODELS = ['Samsung Galaxy A12', 'Xiaomi Redmi 9', 'Nokia кнопочный', 'Huawei Y6'];

const healthOf = (random: SeededRandom, category: PersonCategory, age: number): PersonProfile['health'] => {
  if (category === 'dementia')
    return {
      dementia: true,
      diagnoses: 'Нарушения памяти, под наблюдением врача',
      medicines: random.pick(['мемантин, утром и вечером', 'от давления, утром']),
      mobility: random.pick(['ходит уверенно, может уйти далеко', 'ходит медленно']),
    };
  if (category === 'despondent')
    return {
      mentalState: 'Подавленное состояние последние недели',
      suicideSigns: 'Родные опасаются за жизнь',
    };
  if (category === 'elderly')
    return {
      diagnoses: random.pick(['Гипертония', 'Ишемическая болезнь сердца', 'Сахарный диабет']),
      medicines: 'таблетки принимает ежедневно',
      mobility: 'быстро устаёт',
      ...(random.chance(0.5) && { senses: 'плохо слышит' }),
    };
  if (age >= 55 && random.chance(0.5)) return { diagnoses: 'Гипертония', medicines: 'таблетки от давления' };
  if (category === 'child' && random.chance(0.15))
    return {
      diagnoses: 'Расстройство аутистического спектра',
      mentalState: 'Пугается громких звуков и незнакомых',
    };
  return {};
};

const habitsOf = (
  random: SeededRandom,
  category: PersonCategory,
  person: DemoPerson,
  autistic: boolean,
): PersonProfile['habits'] => ({
  languages: person.tradition === 'kazakh' ? 'казахский, русский' : 'русский',
  respondsToName: category === 'dementia' ? `${person.givenName}, не всегда` : person.givenName,
  ...(autistic && { attractedToWater: true, hides: true }),
  ...(category === 'child' && random.chance(0.4) && { fears: 'собак, темноты' }),
  ...(['gatherer', 'herder', 'ice-angler'].includes(category) && { areaKnowledge: 'места знает с детства' }),
  ...(['adult', 'herder', 'ice-angler'].includes(category) && random.chance(0.5) && { smoking: true }),
  ...(category === 'dementia' &&
    random.chance(0.6) && {
      earlierDisappearances: 'Год назад уход из дома, через четыре часа встретили у прежнего адреса',
    }),
});

const carriedOf = (
  random: SeededRandom,
  category: PersonCategory,
  phoneIndex: number,
): PersonProfile['carried'] => {
  const hasPhone = category !== 'child' && category !== 'despondent' && random.chance(0.75);
  return {
    ...(hasPhone && {
      phones: [
        {
          number: demoPhone(phoneIndex),
          operator: random.pick(OPERATORS),
          model: random.pick(MODELS),
          batteryPercent: random.integer(4, 85),
        },
      ],
    }),
    ...(category === 'gatherer' && {
      food: 'бутерброды',
      water: 'бутылка 0,5 л',
      other: 'корзина, складной нож',
    }),
    ...(category === 'ice-angler' && {
      food: 'термос с чаем',
      other: 'ледобур, ящик, удочки',
      lighter: true,
    }),
    ...(category === 'hiker' && { food: 'на сутки', water: '2 л', other: 'рюкзак, спальный мешок' }),
    ...(category === 'elderly' && { keys: 'от дома', medicine: 'с собой на день', stick: 'трость' }),
    ...(category === 'herder' && { lighter: true, other: 'нож, верёвка' }),
  };
};

/** Everything told about one missing person; the age decides the birth year, so the two always agree. */
export const describePerson = (
  random: SeededRandom,
  person: DemoPerson,
  category: PersonCategory,
  when: { readonly year: number; readonly month: number },
  phoneIndex: number,
  knownAge?: number,
): ProfileBody => {
  const [youngest, oldest] = HABITS[category].ages;
  const age = knownAge ?? random.integer(youngest, oldest);
  const who = { age, sex: person.sex, tradition: person.tradition };
  const health = healthOf(random, category, age);
  const autistic = category === 'child' && health.diagnoses !== undefined;
  // Born in January or later than the month of the case would move the age by one: the year alone is told then.
  const born = random.integer(1, Math.max(1, when.month - 1));
  const day = String(random.integer(1, 28)).padStart(2, '0');
  const birthYear = when.year - age;
  return {
    fullName: person.fullName,
    sex: person.sex,
    category,
    birthYear,
    ...(when.month > 1 &&
      random.chance(0.8) && { birthDate: `${birthYear}-${String(born).padStart(2, '0')}-${day}` }),
    citizenship: 'Казахстан',
    looks: describeLooks(random, who),
    clothes: describeClothes(random, who, seasonOf(when.month)),
    carried: carriedOf(random, category, phoneIndex),
    health,
    habits: habitsOf(random, category, person, autistic),
  };
};

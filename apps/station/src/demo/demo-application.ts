import type {
  createApplication,
  DistrictCode,
  GeoPoint,
  PersonCategory,
  RouteRequest,
} from '@izdeu/contracts';
import { DISTRICTS } from '@izdeu/contracts';
import { planApplicant } from './demo-applicant.js';
import { HABITS, YEAR, type Relation } from './demo-calendar.js';
import { DEMO_STORIES } from './demo-circumstances.js';
import type { DemoStory } from './demo-story.js';
import { demoPhone, makeNewPerson, pickTradition, type DemoPerson } from './demo-people.js';
import { placesOf, pointAround, type DemoPlace } from './demo-places.js';
import { describePerson } from './demo-profile.js';
import { at, fillIn, uuidFrom, type SeededRandom } from './seeded-random.js';

type Body = RouteRequest<typeof createApplication>['body'];

export interface ApplicationWishes {
  readonly seed: string;
  readonly key: string;
  readonly caseIndex: number;
  readonly category: PersonCategory;
  /** How many of the category came before in the year. */
  readonly categoryIndex: number;
  readonly month: number;
  readonly placeInMonth: { readonly index: number; readonly of: number };
  readonly district: DistrictCode;
  readonly siblings: boolean;
}

export interface ApplicationDraft {
  readonly body: Body;
  readonly people: readonly DemoPerson[];
  readonly place: DemoPlace;
  readonly lastSeenPoint: GeoPoint;
  readonly receivedAt: Date;
  readonly localDay: string;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Asia/Qostanay was UTC+6 in all of 2021; it became UTC+5 on 2024-03-01. */
const OFFSET_HOURS_2021 = 6;

const SIBLINGS_STORY: DemoStory = {
  text: 'Брат и сестра ушли вдвоём на речку {near}, обещали вернуться к обеду. На берегу нашли только полотенце. Оба плавают плохо, мать просит начать с берега.',
  place: 'Тропа к реке {near}',
  plan: 'Искупаться и вернуться к обеду',
  weather: 'Жарко, ясно',
};

const receivedAtOf = (random: SeededRandom, wishes: ApplicationWishes): Date => {
  const { index, of } = wishes.placeInMonth;
  const daysInMonth = new Date(Date.UTC(YEAR, wishes.month, 0)).getUTCDate();
  const day = 1 + Math.floor(((index + random.next()) * daysInMonth) / of);
  const [earliest, latest] = HABITS[wishes.category].calledAt;
  const hour = random.integer(earliest, latest) - OFFSET_HOURS_2021;
  return new Date(Date.UTC(YEAR, wishes.month - 1, day, hour, random.integer(0, 59)));
};

const localDayOf = (instant: Date): string =>
  new Date(instant.getTime() + OFFSET_HOURS_2021 * HOUR).toISOString().slice(0, 10);

const makePeople = (
  random: SeededRandom,
  taken: Set<string>,
  wishes: ApplicationWishes,
  story: DemoStory,
): readonly DemoPerson[] => {
  const tradition = story.kazakh === true ? 'kazakh' : pickTradition(random);
  const sex = wishes.siblings || random.chance(HABITS[wishes.category].men) ? 'male' : 'female';
  const first = makeNewPerson(random, taken, { sex, tradition });
  if (!wishes.siblings) return [first];
  const { surname, father } = first;
  return [first, makeNewPerson(random, taken, { sex: 'female', tradition, surname, father })];
};

const policeOf = (random: SeededRandom, wishes: ApplicationWishes, day: string): Body['police'] => {
  if (!random.chance(0.84)) return undefined;
  const district = DISTRICTS.find(({ code }) => code === wishes.district);
  return {
    number: `КУИ-${2_000 + wishes.caseIndex * 17}/${String(YEAR).slice(2)}`,
    date: day,
    unit: `Дежурная часть полиции, ${district?.name.ru ?? ''}`,
  };
};

const SEARCH_SO_FAR = [
  'Родные обошли ближайшие улицы и обзвонили знакомых.',
  'Соседи на двух машинах проверили дорогу до трассы.',
  'Участковый опросил жителей, больницы обзвонили.',
  'Сами не искали, сразу позвонили.',
];
const CHANNELS: readonly Body['channel'][] = [
  'phone',
  'phone',
  'phone',
  'whatsapp',
  'whatsapp',
  'telegram',
  '112',
  'police',
  'walk-in',
];

const lastSeenOf = (
  random: SeededRandom,
  wishes: ApplicationWishes,
  story: DemoStory,
  place: DemoPlace,
  sex: DemoPerson['sex'],
  receivedAt: Date,
): Body['lastSeen'] & { point: GeoPoint } => {
  const habit = HABITS[wishes.category];
  const words = { in: place.inside, near: place.near, inKk: place.insideKazakh };
  const say = (template: string): string => fillIn(template, sex, words);
  const hours = random.integer(...habit.hoursBefore);
  return {
    at: new Date(receivedAt.getTime() - hours * HOUR - random.integer(0, 40) * MINUTE).toISOString(),
    place: say(story.place),
    point: pointAround(random, place, ...habit.metresFromCentre),
    district: wishes.district,
    seenBy: random.pick(['родные', 'соседи', 'знакомые']),
    certainty: random.pick(['certain', 'certain', 'likely', 'doubtful'] as const),
    ...(story.direction !== undefined && { direction: say(story.direction) }),
    ...(story.plan !== undefined && { plan: say(story.plan) }),
    ...(story.transport !== undefined && { transport: say(story.transport) }),
    ...(story.weather !== undefined && { weather: story.weather }),
  };
};

/** A neighbour or a colleague may call, but cannot agree to a poster. */
const NOT_KIN: ReadonlySet<Relation> = new Set(['сосед', 'коллега', 'друг']);

/** One application as the dispatcher typed it. */
export const planApplication = (
  random: SeededRandom,
  taken: Set<string>,
  wishes: ApplicationWishes,
): ApplicationDraft => {
  const { category, categoryIndex, caseIndex, month } = wishes;
  const story = wishes.siblings ? SIBLINGS_STORY : at(DEMO_STORIES[category], categoryIndex);
  const people = makePeople(random, taken, wishes, story);
  const person = at(people, 0);
  const place = at(placesOf(wishes.district), categoryIndex);
  const receivedAt = receivedAtOf(random, wishes);
  const localDay = localDayOf(receivedAt);
  const lastSeen = lastSeenOf(random, wishes, story, place, person.sex, receivedAt);
  const relation = wishes.siblings ? 'мать' : random.pick(HABITS[category].relations);
  const { applicant, givenBy, contacts } = planApplicant(
    random,
    taken,
    person,
    relation,
    demoPhone(caseIndex),
  );
  const police = policeOf(random, wishes, localDay);
  const when = { year: YEAR, month };
  const body: Body = {
    commandId: uuidFrom(wishes.seed, `${wishes.key}:create`),
    receivedAt: receivedAt.toISOString(),
    channel: random.pick(CHANNELS),
    applicant,
    lastSeen,
    circumstances: fillIn(story.text, person.sex, {
      in: place.inside,
      near: place.near,
      inKk: place.insideKazakh,
    }),
    contacts,
    ...(police !== undefined && { police }),
    searchSoFar: random.pick(SEARCH_SO_FAR),
    ...(!NOT_KIN.has(relation) && {
      consent: { givenBy, basis: 'relative', publication: category !== 'despondent', date: localDay },
    }),
    persons: people.map((one, index) =>
      // The brother is nine, the sister six.
      describePerson(
        random,
        one,
        category,
        when,
        200 + caseIndex,
        wishes.siblings ? 9 - 3 * index : undefined,
      ),
    ),
  };
  return { body, people, place, lastSeenPoint: lastSeen.point, receivedAt, localDay };
};

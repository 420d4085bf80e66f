import type { createApplication, RouteRequest } from '@izdeu/contracts';
import type { Relation } from './demo-calendar.js';
import {
  demoPhone,
  makeNewPerson,
  pickTradition,
  type DemoPerson,
  type PersonWishes,
} from './demo-people.js';
import type { SeededRandom } from './seeded-random.js';

type Body = RouteRequest<typeof createApplication>['body'];

const opposite = (person: DemoPerson): DemoPerson['sex'] => (person.sex === 'male' ? 'female' : 'male');

/** Family names and patronymics follow the kinship. */
const wishesFor = (random: SeededRandom, person: DemoPerson, relation: Relation): PersonWishes => {
  const { tradition, surname, father, asFather } = person;
  const kin = { tradition, surname };
  const childOf = asFather === null ? kin : { ...kin, father: asFather };
  switch (relation) {
    case 'мать':
    case 'бабушка':
      return { ...kin, sex: 'female' };
    case 'отец':
      return { ...kin, sex: 'male', fatherOf: person };
    case 'сын':
      return { ...childOf, sex: 'male' };
    case 'дочь':
      return { ...childOf, sex: 'female' };
    case 'супруг':
      return { ...kin, sex: opposite(person) };
    case 'брат':
      return { ...kin, sex: 'male', father };
    case 'сестра':
      return { ...kin, sex: 'female', father };
    default:
      return { sex: random.chance(0.5) ? 'male' : 'female', tradition: pickTradition(random) };
  }
};

const FEMININE: Partial<Record<Relation, string>> = { супруг: 'супруга', сосед: 'соседка', друг: 'подруга' };

/** Who called, how they are related, and one more person to ask. */
export const planApplicant = (
  random: SeededRandom,
  taken: Set<string>,
  person: DemoPerson,
  relation: Relation,
  phone: string,
): { applicant: Body['applicant']; givenBy: string; contacts: NonNullable<Body['contacts']> } => {
  const caller = makeNewPerson(random, taken, wishesFor(random, person, relation));
  const word = caller.sex === 'female' ? (FEMININE[relation] ?? relation) : relation;
  const contacts: NonNullable<Body['contacts']> = random.chance(0.5)
    ? [
        {
          role: 'friend',
          fullName: makeNewPerson(random, taken, { sex: 'female', tradition: pickTradition(random) })
            .fullName,
          phone: demoPhone(400 + random.integer(0, 399)),
          note: 'может знать, где искать',
        },
      ]
    : [];
  return {
    applicant: { fullName: caller.fullName, phone, relation: word },
    givenBy: caller.fullName,
    contacts,
  };
};

import { APPLICATION_FIELDS, type SectionName } from '../questionnaire/application-fields.js';
import { PERSON_FIELDS } from '../questionnaire/person-fields.js';
import type { Problems } from '../questionnaire/problems.js';
import type { Questionnaire, Row } from '../questionnaire/questionnaire.js';

const PERSON_PART = /^persons(?:\.\d+)?\.(looks|clothes|carried|health|habits)\b/;

/** The section a dotted path belongs to. */
export function sectionOf(path: string): SectionName {
  const part = PERSON_PART.exec(path)?.[1];
  if (part !== undefined) return part as SectionName;
  if (path.startsWith('persons')) return 'persons';
  if (path === 'searchSoFar') return 'circumstances';
  const [first] = path.split('.');
  const found = (['lastSeen', 'circumstances', 'contacts', 'police', 'consent'] as const).find(
    (name) => name === first,
  );
  return found ?? 'applicant';
}

export const problemsOf = (problems: Problems, section: SectionName): number =>
  Object.keys(problems).filter((path) => sectionOf(path) === section).length;

const count = ({ answers }: Pick<Row, 'answers'>, paths: readonly { path: string }[]): number =>
  paths.filter(({ path }) => (answers[path] ?? '').trim() !== '').length;

/** How many answers a section holds; shown while it is closed. */
export function filledIn(questionnaire: Questionnaire, section: SectionName): number {
  const { persons, contacts } = questionnaire;
  const sum = (each: (person: (typeof persons)[number]) => number) =>
    persons.reduce((total, person) => total + each(person), 0);
  if (section === 'contacts') return contacts.length;
  if (section === 'clothes') return sum((person) => person.clothes.length);
  if (section === 'carried')
    return sum((person) => person.phones.length + count(person, PERSON_FIELDS.carried));
  if (section in PERSON_FIELDS)
    return sum((person) => count(person, PERSON_FIELDS[section as keyof typeof PERSON_FIELDS]));
  return count(questionnaire, APPLICATION_FIELDS[section as keyof typeof APPLICATION_FIELDS]);
}

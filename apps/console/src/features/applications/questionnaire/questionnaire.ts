import { v7 as newId } from 'uuid';

/** What is typed, by dotted path; nothing is parsed until it is sent. */
export type Answers = Readonly<Record<string, string>>;

export interface Row {
  /** Stays the same while rows around it come and go. */
  readonly key: string;
  readonly answers: Answers;
}

export interface PersonAnswers extends Row {
  /** The person's id at headquarters, once there is one. */
  readonly id?: string;
  readonly clothes: readonly Row[];
  readonly phones: readonly Row[];
}

/** A whole application as it is being typed. */
export interface Questionnaire {
  readonly answers: Answers;
  readonly contacts: readonly Row[];
  readonly persons: readonly PersonAnswers[];
}

/** A pure change: the form, the merge of two versions and undo are all made of these. */
export type Edit<T> = (before: T) => T;

export const newRow = (): Row => ({ key: newId(), answers: {} });
export const newPerson = (): PersonAnswers => ({ ...newRow(), clothes: [], phones: [] });
export const emptyQuestionnaire = (): Questionnaire => ({
  answers: {},
  contacts: [],
  persons: [newPerson()],
});

export const answer =
  <T extends Row | Questionnaire>(path: string, value: string): Edit<T> =>
  (before) => ({ ...before, answers: { ...before.answers, [path]: value } });

/** Changes the one row with this key. */
export const inRows =
  <T extends Row>(key: string, edit: Edit<T>): Edit<readonly T[]> =>
  (rows) =>
    rows.map((row) => (row.key === key ? edit(row) : row));

const typed = (answers: Answers): number =>
  Object.values(answers).filter((value) => value.trim() !== '').length;
const typedRows = (rows: readonly Row[]): number =>
  rows.reduce((sum, row) => sum + Math.max(1, typed(row.answers)), 0);

/** True while there is nothing worth keeping. */
export const isBlank = ({ answers, contacts, persons }: Questionnaire): boolean =>
  typed(answers) + typedRows(contacts) === 0 &&
  persons.length === 1 &&
  persons.every((person) => typed(person.answers) + person.clothes.length + person.phones.length === 0);

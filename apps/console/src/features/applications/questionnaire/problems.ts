import type { FieldProblem } from '@izdeu/contracts';
import { RequestError } from '../../../app/http/request-error.js';
import type { MessageId } from '../../../i18n/messages.js';
import type { MessageArguments } from '../../../i18n/use-t.js';
import { ALL_APPLICATION_FIELDS, CONTACT_FIELDS } from './application-fields.js';
import { valueOf } from './answer-values.js';
import type { FieldSpec } from './field-spec.js';
import { ALL_PERSON_FIELDS, GARMENT_FIELDS, PHONE_FIELDS } from './person-fields.js';
import type { PersonAnswers, Questionnaire, Row } from './questionnaire.js';

export interface Problem {
  readonly id: MessageId;
  readonly values?: MessageArguments;
}
/** What is wrong, by the full dotted path of the field, in the order of the form. */
export type Problems = Readonly<Record<string, Problem>>;

function unreadable(spec: FieldSpec): Problem {
  if (spec.kind === 'phone') return { id: 'application.problem.phone' };
  if (spec.kind === 'point') return { id: 'application.problem.point' };
  if (spec.kind === 'number' && spec.range)
    return { id: 'application.problem.number', values: { min: spec.range[0], max: spec.range[1] } };
  return { id: 'application.problem.other' };
}

type Found = [path: string, problem: Problem];

const check = (specs: readonly FieldSpec[], row: Pick<Row, 'answers'>, prefix = ''): Found[] =>
  specs
    .filter((spec) => valueOf(spec, row.answers[spec.path] ?? '') === null)
    .map((spec) => [`${prefix}${spec.path}`, unreadable(spec)]);

const given = (row: Pick<Row, 'answers'>, path: string): boolean => (row.answers[path] ?? '').trim() !== '';

function checkPerson(person: PersonAnswers, index: number): Found[] {
  const prefix = `persons.${index}.`;
  const named = given(person, 'fullName') || given(person, 'description');
  return [
    ...(named ? [] : [[`${prefix}fullName`, { id: 'application.problem.nameOrDescription' }] as Found]),
    ...check(ALL_PERSON_FIELDS, person, prefix),
    ...person.clothes.flatMap((row, at) => check(GARMENT_FIELDS, row, `${prefix}clothes.${at}.`)),
    ...person.phones.flatMap((row, at) => check(PHONE_FIELDS, row, `${prefix}carried.phones.${at}.`)),
  ];
}

/** What can be told without asking the server; it checks everything again. */
export function problemsIn(questionnaire: Questionnaire): Problems {
  const reachable = given(questionnaire, 'applicant.phone') || given(questionnaire, 'applicant.otherContact');
  return Object.fromEntries([
    ...(reachable ? [] : [['applicant.phone', { id: 'application.problem.callBack' }] as Found]),
    ...questionnaire.persons.flatMap(checkPerson),
    ...check(ALL_APPLICATION_FIELDS, questionnaire),
    ...questionnaire.contacts.flatMap((row, at) => check(CONTACT_FIELDS, row, `contacts.${at}.`)),
  ]);
}

/** The server says it in English for programs; people get the nearest sentence of theirs. */
function wordsFor(message: string): Problem {
  if (message.startsWith('a name or')) return { id: 'application.problem.nameOrDescription' };
  if (message.startsWith('a way to')) return { id: 'application.problem.callBack' };
  if (message.includes('phone number')) return { id: 'application.problem.phone' };
  if (message.includes('received undefined') || message.includes('must not be empty'))
    return { id: 'application.problem.required' };
  if (message.startsWith('Invalid option')) return { id: 'application.problem.required' };
  if (message.startsWith('Too big')) return { id: 'application.problem.tooLong' };
  return { id: 'application.problem.other' };
}

/** `details.fields` of a refusal, by the paths of the form; empty when it names none. */
export function problemsFrom(error: unknown): Problems {
  if (!(error instanceof RequestError) || !Array.isArray(error.details.fields)) return {};
  const fields = error.details.fields as FieldProblem[];
  return Object.fromEntries(
    fields.map(({ field, message }) => [
      // A change wraps each person as {id, profile}; the form does not.
      field.replace(/^(persons\.\d+)\.profile/, '$1'),
      wordsFor(message),
    ]),
  );
}

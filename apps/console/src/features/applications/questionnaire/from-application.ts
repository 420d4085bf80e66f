import type { Application, MissingPerson } from '@izdeu/contracts';
import { ALL_APPLICATION_FIELDS, CONTACT_FIELDS } from './application-fields.js';
import { readPath, typedOf } from './answer-values.js';
import type { FieldSpec } from './field-spec.js';
import { ALL_PERSON_FIELDS, GARMENT_FIELDS, PHONE_FIELDS } from './person-fields.js';
import type { Answers, PersonAnswers, Questionnaire, Row } from './questionnaire.js';

function answersOf(specs: readonly FieldSpec[], source: unknown): Answers {
  const found = specs.map((spec) => [spec.path, typedOf(spec, readPath(source, spec.path))] as const);
  return Object.fromEntries(found.filter(([, typed]) => typed !== ''));
}

/** Rows of a record have no ids: their place is their key. */
const rowsOf = (specs: readonly FieldSpec[], rows: readonly unknown[]): Row[] =>
  rows.map((row, index) => ({ key: String(index), answers: answersOf(specs, row) }));

function personOf({ id, profile }: MissingPerson): PersonAnswers {
  return {
    key: id,
    id,
    answers: answersOf(ALL_PERSON_FIELDS, profile),
    clothes: rowsOf(GARMENT_FIELDS, profile.clothes),
    phones: rowsOf(PHONE_FIELDS, profile.carried.phones ?? []),
  };
}

/** A record of headquarters as the form would hold it. */
export const questionnaireOf = (application: Application): Questionnaire => ({
  answers: answersOf(ALL_APPLICATION_FIELDS, application),
  contacts: rowsOf(CONTACT_FIELDS, application.contacts),
  persons: application.persons.map(personOf),
});

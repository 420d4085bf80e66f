import type { changeApplication, createApplication, PersonProfile } from '@izdeu/contracts';
import type { CallInput } from '../../../app/http/call-route.js';
import { ALL_APPLICATION_FIELDS, CONTACT_FIELDS } from './application-fields.js';
import { sameJson } from '../draft/same-json.js';
import { valueOf, writePath } from './answer-values.js';
import type { FieldSpec } from './field-spec.js';
import { ALL_PERSON_FIELDS, GARMENT_FIELDS, PHONE_FIELDS } from './person-fields.js';
import type { PersonAnswers, Questionnaire, Row } from './questionnaire.js';

export type NewApplicationBody = CallInput<typeof createApplication>['body'];
export type ChangeApplicationBody = CallInput<typeof changeApplication>['body'];
type Fields = Omit<NewApplicationBody, 'commandId'>;

function collect(specs: readonly FieldSpec[], { answers }: Pick<Row, 'answers'>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const spec of specs) {
    const value = valueOf(spec, answers[spec.path] ?? spec.initial ?? '');
    if (value !== undefined && value !== null) writePath(found, spec.path, value);
  }
  return found;
}

function profileOf(person: PersonAnswers): PersonProfile {
  const profile = collect(ALL_PERSON_FIELDS, person);
  if (person.clothes.length > 0) profile.clothes = person.clothes.map((row) => collect(GARMENT_FIELDS, row));
  if (person.phones.length > 0)
    writePath(
      profile,
      'carried.phones',
      person.phones.map((row) => collect(PHONE_FIELDS, row)),
    );
  // Built from the same paths the contract declares; the server checks it and names what it does not accept.
  return profile as PersonProfile;
}

/** The answers as the body of a new application. */
export function fieldsOf(questionnaire: Questionnaire): Fields {
  const fields = collect(ALL_APPLICATION_FIELDS, questionnaire);
  return {
    applicant: {},
    ...fields,
    contacts: questionnaire.contacts.map((row) => collect(CONTACT_FIELDS, row)) as Fields['contacts'],
    persons: questionnaire.persons.map(profileOf),
  };
}

/** What may be missing from a record: left out of a change it would stay, so that erasing it is said aloud. */
const CLEARED_BY_NULL = ['circumstances', 'police', 'searchSoFar', 'consent'] as const;

/** Only what differs from the version the edit began with: a fresh answer elsewhere is not overwritten. */
export function changesOf(before: Questionnaire, after: Questionnaire) {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const { channel: _, persons: __, ...fields } = is;
  const changed: [string, unknown][] = Object.entries(fields).filter(
    ([name, value]) => !sameJson(value, was[name as keyof Fields]),
  );
  // A part of which everything was erased is still a change: an empty "last seen" replaces the old one.
  if (was.lastSeen && !is.lastSeen) changed.push(['lastSeen', {}]);
  for (const name of CLEARED_BY_NULL) if (name in was && !(name in is)) changed.push([name, null]);
  const profiles = new Map(before.persons.map((person) => [person.key, profileOf(person)]));
  const persons = after.persons
    .map((person) => ({ ...(person.id && { id: person.id }), key: person.key, profile: profileOf(person) }))
    .filter(({ key, profile }) => !sameJson(profile, profiles.get(key)))
    .map(({ key: ___, ...person }) => person);
  return {
    ...(Object.fromEntries(changed) as Partial<Omit<ChangeApplicationBody, 'commandId' | 'version'>>),
    ...(persons.length > 0 && { persons }),
  };
}

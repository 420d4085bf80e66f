import type { Locale } from '../../../i18n/locale.js';
import type { MessageId } from '../../../i18n/messages.js';
import type { Translate } from '../../../i18n/use-t.js';
import { ALL_APPLICATION_FIELDS, CONTACT_FIELDS } from './application-fields.js';
import type { FieldSpec } from './field-spec.js';
import { ALL_PERSON_FIELDS, GARMENT_FIELDS, PHONE_FIELDS } from './person-fields.js';
import { inRows, type PersonAnswers, type Questionnaire, type Row } from './questionnaire.js';
import { lineOf, wordsOf } from './words-of.js';

/** One thing two versions can differ in: an answer, or a whole list of rows. */
export interface Slot {
  readonly key: string;
  readonly label: MessageId;
  /** Whose answer it is; null for the application itself. */
  readonly personKey: string | null;
  readonly raw: (version: Questionnaire) => string;
  readonly words: (version: Questionnaire, t: Translate, locale: Locale) => string;
  readonly copy: (from: Questionnaire, to: Questionnaire) => Questionnaire;
}

type Owner = Questionnaire | PersonAnswers;
type ListName = 'contacts' | 'clothes' | 'phones';

const ownerIn = (version: Questionnaire, key: string | null): Owner | undefined =>
  key === null ? version : version.persons.find((person) => person.key === key);

function withOwner(to: Questionnaire, key: string | null, change: object): Questionnaire {
  if (key === null) return { ...to, ...change };
  return { ...to, persons: inRows<PersonAnswers>(key, (person) => ({ ...person, ...change }))(to.persons) };
}

function answerSlot(spec: FieldSpec, personKey: string | null): Slot {
  const raw = (version: Questionnaire) => (ownerIn(version, personKey)?.answers[spec.path] ?? '').trim();
  return {
    key: `${personKey ?? ''}:${spec.path}`,
    label: spec.label,
    personKey,
    raw,
    words: (version, t, locale) => wordsOf(spec, raw(version), t, locale),
    copy: (from, to) =>
      withOwner(to, personKey, {
        answers: { ...ownerIn(to, personKey)?.answers, [spec.path]: raw(from) },
      }),
  };
}

function listSlot(
  list: ListName,
  label: MessageId,
  specs: readonly FieldSpec[],
  personKey: string | null,
): Slot {
  const rows = (version: Questionnaire): readonly Row[] => {
    const owner = ownerIn(version, personKey) as Partial<Record<ListName, readonly Row[]>> | undefined;
    return owner?.[list] ?? [];
  };
  return {
    key: `${personKey ?? ''}:${list}`,
    label,
    personKey,
    raw: (version) => JSON.stringify(rows(version).map((row) => row.answers)),
    words: (version, t, locale) =>
      rows(version)
        .map((row) => lineOf(specs, row.answers, t, locale))
        .join('\n'),
    copy: (from, to) => withOwner(to, personKey, { [list]: rows(from) }),
  };
}

const slotsOf = (version: Questionnaire): Slot[] => [
  ...ALL_APPLICATION_FIELDS.filter(({ path }) => path !== 'channel').map((spec) => answerSlot(spec, null)),
  listSlot('contacts', 'application.section.contacts', CONTACT_FIELDS, null),
  ...version.persons
    .filter(({ id }) => id !== undefined)
    .flatMap(({ key }) => [
      ...ALL_PERSON_FIELDS.map((spec) => answerSlot(spec, key)),
      listSlot('clothes', 'application.section.clothes', GARMENT_FIELDS, key),
      listSlot('phones', 'person.field.phone.number', PHONE_FIELDS, key),
    ]),
];

/** What the two versions say differently. */
export const differences = (mine: Questionnaire, theirs: Questionnaire): Slot[] =>
  slotsOf(mine).filter((slot) => slot.raw(mine) !== slot.raw(theirs));

/** Their version with my answers where mine were chosen; people I added come along. */
export const merge = (mine: Questionnaire, theirs: Questionnaire, chosen: readonly Slot[]): Questionnaire =>
  chosen.reduce<Questionnaire>((result, slot) => slot.copy(mine, result), {
    ...theirs,
    persons: [...theirs.persons, ...mine.persons.filter(({ id }) => id === undefined)],
  });

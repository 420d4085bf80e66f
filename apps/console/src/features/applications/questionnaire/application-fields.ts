import { CHANNELS, DISTRICTS } from '@izdeu/contracts';
import { choicesOf, type FieldSpec } from './field-spec.js';

/** Sections of the form in the order of a phone call. */
export const SECTIONS = [
  'applicant',
  'persons',
  'lastSeen',
  'looks',
  'clothes',
  'carried',
  'health',
  'habits',
  'circumstances',
  'contacts',
  'police',
  'consent',
] as const;
export type SectionName = (typeof SECTIONS)[number];

const text = (path: ApplicationTextPath): FieldSpec => ({
  path,
  label: `application.field.${path}`,
  kind: 'text',
});
const long = (path: ApplicationTextPath): FieldSpec => ({ ...text(path), kind: 'long' });
type ApplicationTextPath =
  | `applicant.${'fullName' | 'otherContact' | 'relation'}`
  | `lastSeen.${'place' | 'seenBy' | 'direction' | 'plan' | 'transport' | 'weather' | 'conflicts'}`
  | 'circumstances'
  | 'searchSoFar'
  | `police.${'number' | 'unit' | 'officer'}`
  | `consent.${'givenBy' | 'scope'}`;

const CERTAINTIES = ['certain', 'likely', 'doubtful'] as const;
const BASES = ['relative', 'legal-representative', 'police-request', 'person'] as const;
const CONTACT_ROLES = ['family', 'friend', 'doctor', 'school', 'work', 'social-account', 'other'] as const;

const applicant: readonly FieldSpec[] = [
  text('applicant.fullName'),
  { path: 'applicant.phone', label: 'application.field.applicant.phone', kind: 'phone' },
  text('applicant.relation'),
  text('applicant.otherContact'),
  {
    path: 'channel',
    label: 'application.field.channel',
    kind: 'choice',
    initial: 'phone',
    choices: choicesOf(CHANNELS, (value) => `application.channel.${value}`),
  },
];

const lastSeen: readonly FieldSpec[] = [
  { path: 'lastSeen.at', label: 'application.field.lastSeen.at', kind: 'instant' },
  text('lastSeen.place'),
  {
    path: 'lastSeen.district',
    label: 'application.field.lastSeen.district',
    kind: 'choice',
    choices: DISTRICTS.map(({ code, name }) => ({ value: code, text: (_, locale) => name[locale] })),
  },
  {
    path: 'lastSeen.point',
    label: 'application.field.lastSeen.point',
    help: 'application.field.lastSeen.pointHelp',
    kind: 'point',
  },
  text('lastSeen.seenBy'),
  {
    path: 'lastSeen.certainty',
    label: 'application.field.lastSeen.certainty',
    kind: 'choice',
    choices: choicesOf(CERTAINTIES, (value) => `application.certainty.${value}`),
  },
  text('lastSeen.direction'),
  text('lastSeen.plan'),
  text('lastSeen.transport'),
  text('lastSeen.weather'),
  long('lastSeen.conflicts'),
];

const police: readonly FieldSpec[] = [
  text('police.number'),
  { path: 'police.date', label: 'application.field.police.date', kind: 'day' },
  text('police.unit'),
  text('police.officer'),
];

const consent: readonly FieldSpec[] = [
  text('consent.givenBy'),
  {
    path: 'consent.basis',
    label: 'application.field.consent.basis',
    kind: 'choice',
    choices: choicesOf(BASES, (value) => `application.basis.${value}`),
  },
  { path: 'consent.publication', label: 'application.field.consent.publication', kind: 'yes-no' },
  text('consent.scope'),
  { path: 'consent.date', label: 'application.field.consent.date', kind: 'day' },
];

/** Questions about the application itself, by section. */
export const APPLICATION_FIELDS = {
  applicant,
  lastSeen,
  circumstances: [long('circumstances'), long('searchSoFar')],
  police,
  consent,
} as const satisfies Partial<Record<SectionName, readonly FieldSpec[]>>;

export const ALL_APPLICATION_FIELDS: readonly FieldSpec[] = Object.values(APPLICATION_FIELDS).flat();

export const CONTACT_FIELDS: readonly FieldSpec[] = [
  {
    path: 'role',
    label: 'application.field.contact.role',
    kind: 'choice',
    initial: 'family',
    choices: choicesOf(CONTACT_ROLES, (value) => `application.contactRole.${value}`),
  },
  { path: 'fullName', label: 'application.field.contact.fullName', kind: 'text' },
  { path: 'phone', label: 'application.field.contact.phone', kind: 'phone' },
  { path: 'note', label: 'application.field.contact.note', kind: 'text' },
];

import { PERSON_CATEGORIES, SEXES } from '@izdeu/contracts';
import type { MessageId } from '../../../i18n/messages.js';
import { choicesOf, type FieldSpec } from './field-spec.js';

/** Paths of a person's profile that have words. */
type PersonPath = MessageId extends infer Id
  ? Id extends `person.field.${infer Path}`
    ? Path
    : never
  : never;

const field = (path: PersonPath, kind: FieldSpec['kind'] = 'text'): FieldSpec => ({
  path,
  label: `person.field.${path}`,
  kind,
});

const LAYERS = ['head', 'outer', 'middle', 'under', 'legs', 'hands', 'feet'] as const;

const persons: readonly FieldSpec[] = [
  field('fullName'),
  field('birthDate', 'day'),
  { ...field('birthYear', 'number'), range: [1900, 2100] },
  {
    ...field('sex', 'choice'),
    initial: 'unknown',
    choices: choicesOf(SEXES, (value) => `person.sex.${value}`),
  },
  {
    ...field('category', 'choice'),
    initial: 'other',
    choices: choicesOf(PERSON_CATEGORIES, (value) => `person.category.${value}`),
  },
  field('otherNames'),
  field('citizenship'),
  field('description', 'long'),
];

const looks: readonly FieldSpec[] = [
  { ...field('looks.heightCentimetres', 'number'), range: [30, 250] },
  field('looks.build'),
  field('looks.hair'),
  field('looks.eyes'),
  field('looks.skin'),
  field('looks.face'),
  field('looks.beard'),
  field('looks.marks'),
  field('looks.tattoos'),
  field('looks.teeth'),
  field('looks.glasses'),
  field('looks.hearingAid', 'yes-no'),
  field('looks.gait'),
];

const carried: readonly FieldSpec[] = [
  field('carried.bankCard'),
  field('carried.documents'),
  field('carried.keys'),
  field('carried.medicine'),
  field('carried.food'),
  field('carried.water'),
  field('carried.lighter', 'yes-no'),
  field('carried.stick'),
  field('carried.skis', 'yes-no'),
  field('carried.weapon'),
  field('carried.dog'),
  field('carried.other'),
];

const health: readonly FieldSpec[] = [
  field('health.diagnoses', 'long'),
  field('health.medicines'),
  field('health.latestDoseAt', 'instant'),
  field('health.mobility'),
  field('health.senses'),
  field('health.dementia', 'yes-no'),
  field('health.seizures', 'yes-no'),
  field('health.mentalState'),
  field('health.suicideSigns'),
  field('health.alcoholOrDrugs'),
];

const habits: readonly FieldSpec[] = [
  field('habits.languages'),
  field('habits.respondsToName'),
  field('habits.fears'),
  field('habits.hides', 'yes-no'),
  field('habits.attractedToWater', 'yes-no'),
  field('habits.smoking', 'yes-no'),
  field('habits.skills'),
  field('habits.areaKnowledge'),
  field('habits.earlierDisappearances', 'long'),
];

/** Questions about each person, by section; clothes and phones are rows of their own. */
export const PERSON_FIELDS = { persons, looks, carried, health, habits } as const;
export const ALL_PERSON_FIELDS: readonly FieldSpec[] = Object.values(PERSON_FIELDS).flat();

export const GARMENT_FIELDS: readonly FieldSpec[] = [
  {
    path: 'layer',
    label: 'person.field.clothes.layer',
    kind: 'choice',
    initial: 'outer',
    choices: choicesOf(LAYERS, (value) => `person.layer.${value}`),
  },
  { path: 'description', label: 'person.field.clothes.description', kind: 'text' },
  { path: 'colour', label: 'person.field.clothes.colour', kind: 'text' },
  { path: 'insideColour', label: 'person.field.clothes.insideColour', kind: 'text' },
  { path: 'size', label: 'person.field.clothes.size', kind: 'text' },
  { path: 'solePattern', label: 'person.field.clothes.solePattern', kind: 'text' },
];

export const PHONE_FIELDS: readonly FieldSpec[] = [
  { path: 'number', label: 'person.field.phone.number', kind: 'phone' },
  { path: 'operator', label: 'person.field.phone.operator', kind: 'text' },
  { path: 'model', label: 'person.field.phone.model', kind: 'text' },
  { path: 'batteryPercent', label: 'person.field.phone.batteryPercent', kind: 'number', range: [0, 100] },
];

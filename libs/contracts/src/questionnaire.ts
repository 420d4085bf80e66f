import { z } from 'zod';
import { pointSchema } from './geo.js';
import { daySchema, instantSchema, optionalText, phoneSchema, text } from './primitives.js';
import { districtSchema, personCategorySchema } from './region.js';

/** How the application reached the front office. */
export const CHANNELS = ['phone', 'whatsapp', 'telegram', 'walk-in', 'public-form', 'police', '112'] as const;

export const looksSchema = z.strictObject({
  heightCentimetres: z.int().min(30).max(250).optional(),
  build: optionalText(200),
  hair: optionalText(200),
  eyes: optionalText(200),
  skin: optionalText(200),
  face: optionalText(200),
  beard: optionalText(200),
  marks: optionalText(500),
  tattoos: optionalText(500),
  teeth: optionalText(200),
  glasses: optionalText(200),
  hearingAid: z.boolean().optional(),
  gait: optionalText(200),
});

export const garmentSchema = z.strictObject({
  layer: z.enum(['head', 'outer', 'middle', 'under', 'legs', 'hands', 'feet']),
  description: text(300),
  colour: optionalText(100),
  insideColour: optionalText(100),
  size: optionalText(40),
  solePattern: optionalText(200),
});

export const carriedSchema = z.strictObject({
  phones: z
    .array(
      z.strictObject({
        number: phoneSchema,
        operator: optionalText(60),
        model: optionalText(100),
        batteryPercent: z.int().min(0).max(100).optional(),
      }),
    )
    .max(5)
    .optional(),
  bankCard: optionalText(100),
  documents: optionalText(200),
  keys: optionalText(100),
  medicine: optionalText(200),
  food: optionalText(200),
  water: optionalText(200),
  lighter: z.boolean().optional(),
  stick: optionalText(100),
  skis: z.boolean().optional(),
  weapon: optionalText(200),
  dog: optionalText(200),
  other: optionalText(500),
});

export const healthSchema = z.strictObject({
  diagnoses: optionalText(1000),
  medicines: optionalText(500),
  latestDoseAt: instantSchema.optional(),
  mobility: optionalText(300),
  senses: optionalText(300),
  dementia: z.boolean().optional(),
  seizures: z.boolean().optional(),
  mentalState: optionalText(500),
  suicideSigns: optionalText(500),
  alcoholOrDrugs: optionalText(300),
});

export const habitsSchema = z.strictObject({
  languages: optionalText(200),
  respondsToName: optionalText(120),
  fears: optionalText(300),
  hides: z.boolean().optional(),
  attractedToWater: z.boolean().optional(),
  smoking: z.boolean().optional(),
  skills: optionalText(300),
  areaKnowledge: optionalText(300),
  earlierDisappearances: optionalText(1000),
});

export const SEXES = ['female', 'male', 'unknown'] as const;

const personFields = {
  fullName: optionalText(200),
  description: optionalText(2000),
  otherNames: optionalText(200),
  birthDate: daySchema.optional(),
  birthYear: z.int().min(1900).max(2100).optional(),
  sex: z.enum(SEXES).default('unknown'),
  citizenship: optionalText(60),
  category: personCategorySchema.default('other'),
  looks: looksSchema.default({}),
  clothes: z.array(garmentSchema).max(20).default([]),
  carried: carriedSchema.default({}),
  health: healthSchema.default({}),
  habits: habitsSchema.default({}),
};

/** One missing person as told by the applicant: a name or a description is all that is required. */
export const personProfileSchema = z
  .strictObject(personFields)
  .refine((person) => person.fullName !== undefined || person.description !== undefined, {
    path: ['fullName'],
    message: 'a name or a description is required',
  });
export type PersonProfile = z.infer<typeof personProfileSchema>;

export const applicantSchema = z
  .strictObject({
    fullName: optionalText(200),
    phone: phoneSchema.optional(),
    otherContact: optionalText(200),
    relation: optionalText(100),
  })
  .refine((applicant) => applicant.phone !== undefined || applicant.otherContact !== undefined, {
    path: ['phone'],
    message: 'a way to call back is required: a phone or another contact',
  });

export const lastSeenSchema = z.strictObject({
  at: instantSchema.optional(),
  place: optionalText(500),
  point: pointSchema.optional(),
  district: districtSchema.optional(),
  seenBy: optionalText(200),
  certainty: z.enum(['certain', 'likely', 'doubtful']).optional(),
  direction: optionalText(200),
  plan: optionalText(500),
  transport: optionalText(300),
  weather: optionalText(300),
  conflicts: optionalText(1000),
});

export const contactSchema = z.strictObject({
  role: z.enum(['family', 'friend', 'doctor', 'school', 'work', 'social-account', 'other']),
  fullName: optionalText(200),
  phone: phoneSchema.optional(),
  note: optionalText(300),
});

/** The police statement is the legal starting point of a search: missing is a warning, never a block. */
export const policeStatementSchema = z.strictObject({
  number: text(60),
  date: daySchema.optional(),
  unit: optionalText(200),
  officer: optionalText(200),
});

export const consentSchema = z.strictObject({
  givenBy: text(200),
  basis: z.enum(['relative', 'legal-representative', 'police-request', 'person']),
  publication: z.boolean(),
  scope: optionalText(300),
  date: daySchema.optional(),
});

/** The questionnaire of one application, without its people. */
export const applicationFields = {
  channel: z.enum(CHANNELS).default('phone'),
  applicant: applicantSchema,
  lastSeen: lastSeenSchema.default({}),
  circumstances: optionalText(5000),
  contacts: z.array(contactSchema).max(20).default([]),
  police: policeStatementSchema.optional(),
  searchSoFar: optionalText(2000),
  consent: consentSchema.optional(),
};

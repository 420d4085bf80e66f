import { z } from 'zod';
import {
  commandIdSchema,
  idSchema,
  instantSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from '../primitives.js';
import { outcomeKindSchema } from '../incident-state.js';
import { applicationFields, CHANNELS, personProfileSchema } from '../questionnaire.js';
import { districtSchema, personCategorySchema } from '../region.js';
import { defineRoute } from '../route.js';

export const APPLICATION_STATES = ['received', 'searching', 'resolved', 'withdrawn'] as const;
export const applicationStateSchema = z.enum(APPLICATION_STATES);

/** One missing person with what is known of the outcome; `outcome` is the confirmed kind, if any. */
export const missingPersonSchema = z.strictObject({
  id: idSchema,
  profile: personProfileSchema,
  photoId: idSchema.nullable(),
  outcome: outcomeKindSchema.nullable(),
  version: versionSchema,
});
export type MissingPerson = z.infer<typeof missingPersonSchema>;

export const applicationSchema = z.strictObject({
  id: idSchema,
  reference: z.string(),
  state: applicationStateSchema,
  receivedAt: z.string(),
  ...applicationFields,
  persons: z.array(missingPersonSchema),
  incidentIds: z.array(idSchema),
  /** Of an exercise: nobody is missing, and no figure counts it. */
  practice: z.literal(true).optional(),
  version: versionSchema,
});
export type Application = z.infer<typeof applicationSchema>;

export const applicationRowSchema = z.strictObject({
  id: idSchema,
  reference: z.string(),
  state: applicationStateSchema,
  channel: z.enum(CHANNELS),
  receivedAt: z.string(),
  lastSeenAt: z.string().nullable(),
  district: districtSchema.nullable(),
  hasPoliceStatement: z.boolean(),
  persons: z.array(
    z.strictObject({
      id: idSchema,
      fullName: z.string().nullable(),
      description: z.string().nullable(),
      birthYear: z.int().nullable(),
      category: personCategorySchema,
      outcome: outcomeKindSchema.nullable(),
    }),
  ),
  incidentIds: z.array(idSchema),
  practice: z.literal(true).optional(),
});
export type ApplicationRow = z.infer<typeof applicationRowSchema>;

const byId = z.strictObject({ id: idSchema });
const personsField = z.array(personProfileSchema).min(1, 'at least one person is required').max(20);

export const createApplication = defineRoute({
  id: 'createApplication',
  method: 'POST',
  path: '/api/v1/applications',
  access: 'application.create',
  summary: 'Take a missing-person application',
  body: z.strictObject({
    commandId: commandIdSchema,
    /** When the call came, if it is entered later; the server's time when left out. */
    receivedAt: instantSchema.optional(),
    ...applicationFields,
    persons: personsField,
  }),
  status: 201,
  response: applicationSchema,
});
export const createPublicApplication = defineRoute({
  id: 'createPublicApplication',
  method: 'POST',
  path: '/api/v1/public/applications',
  access: 'public',
  summary: 'Hand in an application from the public form; answers only the reference',
  body: z.strictObject({
    commandId: commandIdSchema,
    applicant: applicationFields.applicant,
    lastSeen: applicationFields.lastSeen,
    circumstances: applicationFields.circumstances,
    consent: applicationFields.consent,
    persons: z.array(personProfileSchema).min(1).max(5),
  }),
  status: 201,
  response: z.strictObject({ reference: z.string(), receivedAt: z.string() }),
});
export const listApplications = defineRoute({
  id: 'listApplications',
  method: 'GET',
  path: '/api/v1/applications',
  access: 'application.read',
  summary: 'Applications, the newest first',
  query: z.strictObject({ ...pageQuery, state: applicationStateSchema.optional() }),
  status: 200,
  response: pageOf(applicationRowSchema),
});
export const getApplication = defineRoute({
  id: 'getApplication',
  method: 'GET',
  path: '/api/v1/applications/:id',
  access: 'application.read',
  summary: 'One application with its people',
  params: byId,
  status: 200,
  response: applicationSchema,
});
export const changeApplication = defineRoute({
  id: 'changeApplication',
  method: 'PATCH',
  path: '/api/v1/applications/:id',
  access: 'application.update',
  summary: 'Change the questionnaire; fields left out stay as they are, null clears one',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    version: versionSchema,
    applicant: applicationFields.applicant.optional(),
    lastSeen: applicationFields.lastSeen.unwrap().optional(),
    circumstances: applicationFields.circumstances.nullable(),
    contacts: applicationFields.contacts.unwrap().optional(),
    police: applicationFields.police.nullable(),
    searchSoFar: applicationFields.searchSoFar.nullable(),
    consent: applicationFields.consent.nullable(),
    /** Persons to change, by id; a person without an id is added. None is ever removed here. */
    persons: z
      .array(z.strictObject({ id: idSchema.optional(), profile: personProfileSchema }))
      .max(20)
      .optional(),
  }),
  status: 200,
  response: applicationSchema,
});
export const withdrawApplication = defineRoute({
  id: 'withdrawApplication',
  method: 'POST',
  path: '/api/v1/applications/:id/withdraw',
  access: 'application.update',
  summary: 'Withdraw an application that no search follows from; it stays on record',
  params: byId,
  body: z.strictObject({ commandId: commandIdSchema, version: versionSchema, reason: text(500) }),
  status: 200,
  response: applicationSchema,
});

export const photoViewSchema = z.strictObject({
  id: idSchema,
  personId: idSchema,
  width: z.int(),
  height: z.int(),
});
export const addPhoto = defineRoute({
  id: 'addPhoto',
  method: 'POST',
  path: '/api/v1/applications/:id/photos',
  access: 'application.update',
  summary: 'Add a photo of a person (JPEG, PNG or WebP); served copies are re-encoded without metadata',
  params: byId,
  bodyType: 'multipart/form-data',
  body: z.strictObject({ commandId: commandIdSchema, personId: idSchema, file: z.any() }),
  status: 201,
  response: photoViewSchema,
});
export const getPhoto = defineRoute({
  id: 'getPhoto',
  method: 'GET',
  path: '/api/v1/photos/:id',
  access: 'incident.read',
  summary: 'The re-encoded photo, for those who may see its person',
  params: byId,
  status: 200,
  response: z.any(),
  responseType: 'image/jpeg',
});

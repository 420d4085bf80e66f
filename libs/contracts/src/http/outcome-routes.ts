import { z } from 'zod';
import { pointSchema } from '../geo.js';
import {
  commandIdSchema,
  daySchema,
  idSchema,
  instantSchema,
  optionalText,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from '../primitives.js';
import { outcomeKindSchema } from '../incident-state.js';
import { districtSchema, personCategorySchema } from '../region.js';
import { defineRoute } from '../route.js';
import { applicationRowSchema } from './application-routes.js';

const byId = z.strictObject({ id: idSchema });

export const OUTCOME_STATES = ['proposed', 'confirmed', 'rejected', 'reopened'] as const;
export const outcomeStateSchema = z.enum(OUTCOME_STATES);

export const outcomeSchema = z.strictObject({
  id: idSchema,
  personId: idSchema,
  personName: z.string().nullable(),
  applicationId: idSchema,
  applicationReference: z.string(),
  /** Of an exercise. */
  practice: z.literal(true).optional(),
  incidentId: idSchema.nullable(),
  kind: outcomeKindSchema,
  state: outcomeStateSchema,
  evidence: z.string(),
  place: pointSchema.nullable(),
  placeText: z.string().nullable(),
  /** Metres from the incident’s IPP to the place, when both are known. */
  distanceFromPlanningPointMetres: z.number().nullable(),
  occurredAt: z.string(),
  foundBySquadId: idSchema.nullable(),
  proposedBy: z.strictObject({ userId: idSchema, displayName: z.string() }),
  proposedAt: z.string(),
  decidedBy: z.strictObject({ userId: idSchema, displayName: z.string() }).nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  version: versionSchema,
});
export type Outcome = z.infer<typeof outcomeSchema>;

export const proposeOutcome = defineRoute({
  id: 'proposeOutcome',
  method: 'POST',
  path: '/api/v1/persons/:id/outcomes',
  access: 'outcome.propose',
  summary: 'Propose what happened to a person; a second person confirms it',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    kind: outcomeKindSchema,
    evidence: text(2000),
    place: pointSchema.optional(),
    placeText: optionalText(500),
    occurredAt: instantSchema.optional(),
    foundBySquadId: idSchema.optional(),
    incidentId: idSchema.optional(),
  }),
  status: 201,
  response: outcomeSchema,
});
const decision = z.strictObject({ commandId: commandIdSchema, version: versionSchema.optional() });
export const confirmOutcome = defineRoute({
  id: 'confirmOutcome',
  method: 'POST',
  path: '/api/v1/outcomes/:id/confirm',
  access: 'outcome.decide',
  summary: 'Confirm an outcome that somebody else proposed',
  params: byId,
  body: decision,
  status: 200,
  response: outcomeSchema,
});
export const rejectOutcome = defineRoute({
  id: 'rejectOutcome',
  method: 'POST',
  path: '/api/v1/outcomes/:id/reject',
  access: 'outcome.decide',
  summary: 'Return a proposed outcome with a reason',
  params: byId,
  body: decision.extend({ reason: text(500) }),
  status: 200,
  response: outcomeSchema,
});
export const reopenOutcome = defineRoute({
  id: 'reopenOutcome',
  method: 'POST',
  path: '/api/v1/outcomes/:id/reopen',
  access: 'outcome.decide',
  summary: 'Take back a confirmed outcome: the person is missing again',
  params: byId,
  body: decision.extend({ reason: text(500) }),
  status: 200,
  response: outcomeSchema,
});
export const listOutcomes = defineRoute({
  id: 'listOutcomes',
  method: 'GET',
  path: '/api/v1/outcomes',
  access: 'outcome.propose',
  summary: 'Outcomes, those waiting for a decision by default',
  query: z.strictObject({ ...pageQuery, state: outcomeStateSchema.default('proposed') }),
  status: 200,
  response: pageOf(outcomeSchema),
});

/** One figure: what it counts and where its cases are listed. */
export const figureSchema = z.strictObject({
  count: z.int().min(0),
  counts: z.enum(['applications', 'people', 'trainings']),
  cases: z.string(),
});
export type Figure = z.infer<typeof figureSchema>;
const breakdown = <K extends z.ZodType>(key: K) =>
  z.array(
    z.strictObject({
      key,
      applications: figureSchema,
      people: figureSchema,
      foundAlive: figureSchema,
      foundDead: figureSchema,
      stillMissing: figureSchema,
    }),
  );
/** Rings around the planning point, by how far from it people were found. The last has no edge. */
export const FIND_RINGS = [
  { key: 'to-300-m', toMetres: 300 },
  { key: 'to-1-km', toMetres: 1_000 },
  { key: 'to-3-km', toMetres: 3_000 },
  { key: 'to-10-km', toMetres: 10_000 },
  { key: 'farther', toMetres: null },
] as const;
export type FindRing = (typeof FIND_RINGS)[number]['key'];
export const findRingSchema = z.enum(['to-300-m', 'to-1-km', 'to-3-km', 'to-10-km', 'farther']);
const period = {
  from: daySchema,
  to: daySchema,
};
const filters = {
  squadId: idSchema.optional(),
  district: districtSchema.optional(),
  category: personCategorySchema.optional(),
};
const totals = {
  applications: figureSchema,
  people: figureSchema,
  /** People by confirmed outcome. */
  outcomes: z.record(outcomeKindSchema, figureSchema),
  /** People without a confirmed outcome. */
  unresolved: figureSchema,
  trainings: figureSchema,
};
export const getStatistics = defineRoute({
  id: 'getStatistics',
  method: 'GET',
  path: '/api/v1/statistics',
  access: 'statistics.read',
  summary:
    'Figures of a period (days in the region, both included); every figure says what it counts and opens its cases',
  query: z
    .strictObject({ ...period, ...filters })
    .refine((query) => query.from <= query.to, { path: ['to'], message: 'must not be before from' }),
  status: 200,
  response: z.strictObject({
    from: daySchema,
    to: daySchema,
    ...totals,
    /** The same totals of the period of the same kind just before. */
    previous: z.strictObject({ from: daySchema, to: daySchema, ...totals }),
    /** People found, by distance from the planning point of their search; those without one are not counted. */
    findDistances: z.strictObject({
      rings: z.array(z.strictObject({ key: findRingSchema, people: figureSchema })),
      /** Metres within which the share of those people was found; null when there is nobody. */
      quantiles: z
        .strictObject({ half: z.number(), threeQuarters: z.number(), ninetyFivePercent: z.number() })
        .nullable(),
    }),
    byDistrict: breakdown(districtSchema.nullable()),
    byCategory: breakdown(personCategorySchema),
    bySquad: breakdown(idSchema.nullable()),
    byMonth: breakdown(z.string()),
  }),
});
export const listStatisticsCases = defineRoute({
  id: 'listStatisticsCases',
  method: 'GET',
  path: '/api/v1/statistics/cases',
  access: 'application.read',
  summary: 'The cases behind a figure',
  query: z.strictObject({
    ...period,
    ...filters,
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional(),
    outcome: z.union([outcomeKindSchema, z.literal('unresolved')]).optional(),
    /** Found in this ring around the planning point. */
    ring: findRingSchema.optional(),
    /** Districts or squads are absent on some cases: `none` asks for those. */
    without: z.enum(['district', 'squad']).optional(),
    ...pageQuery,
  }),
  status: 200,
  response: pageOf(applicationRowSchema),
});

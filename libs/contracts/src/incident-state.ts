import { z } from 'zod';
import { gridDefinitionSchema, multiPolygonSchema, pointSchema, polygonSchema } from './geo.js';
import { idSchema, localisedNameSchema, versionSchema } from './primitives.js';
import { garmentSchema, looksSchema, SEXES } from './questionnaire.js';
import { personCategorySchema } from './region.js';

/** Lifecycle of an incident; reopening a closed one is legal. */
export const INCIDENT_STATES = ['opened', 'active', 'suspended', 'closed'] as const;
export const incidentStateSchema = z.enum(INCIDENT_STATES);
export type IncidentLifecycle = z.infer<typeof incidentStateSchema>;

/** Lifecycle of a sector assignment (one sector given to one team in one operational period). */
export const ASSIGNMENT_STATES = [
  'draft',
  'assigned',
  'acknowledged',
  'en-route',
  'searching',
  'paused',
  'returning',
  'debriefing',
  'completed',
  'incomplete',
  'refused',
  'withdrawn',
] as const;
export const assignmentStateSchema = z.enum(ASSIGNMENT_STATES);
export type AssignmentState = z.infer<typeof assignmentStateSchema>;

/** States from which an assignment never moves again. */
export const FINAL_ASSIGNMENT_STATES: readonly AssignmentState[] = [
  'completed',
  'incomplete',
  'refused',
  'withdrawn',
];

export const ASSIGNMENT_TYPES = [
  'hasty',
  'area-sweep',
  'linear',
  'sound-response',
  'containment',
  'k9',
  'uav',
  'water',
  'vehicle-patrol',
  'house-to-house',
] as const;
export const assignmentTypeSchema = z.enum(ASSIGNMENT_TYPES);

/** Results of a search for one person. */
export const OUTCOME_KINDS = [
  'found-alive',
  'found-dead',
  'still-missing',
  'not-confirmed',
  'reverse-search',
  'returned-by-themselves',
  'found-by-others',
  'withdrawn',
  'duplicate',
  'handed-to-police',
] as const;
export const outcomeKindSchema = z.enum(OUTCOME_KINDS);
export type OutcomeKind = z.infer<typeof outcomeKindSchema>;

export const SECTOR_KINDS = [
  'area',
  'linear',
  'point',
  'containment',
  'urban-block',
  'water',
  'air',
  'k9-area',
  'k9-trail',
] as const;
export const sectorKindSchema = z.enum(SECTOR_KINDS);

export const squadSummarySchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  name: localisedNameSchema,
});
export type SquadSummary = z.infer<typeof squadSummarySchema>;

/** What a searcher needs to recognise the person and to call out: never health, addresses or contacts. */
export const personCardSchema = z.strictObject({
  id: idSchema,
  fullName: z.string().nullable(),
  description: z.string().nullable(),
  birthYear: z.int().nullable(),
  sex: z.enum(SEXES),
  category: personCategorySchema,
  looks: looksSchema,
  clothes: z.array(garmentSchema),
  lastSeenAt: z.string().nullable(),
  photoId: idSchema.nullable(),
  /** The name to shout, when it is not the one in the papers. */
  respondsToName: z.string().optional(),
});
export type PersonCard = z.infer<typeof personCardSchema>;

export const incidentSummarySchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  state: incidentStateSchema,
  initialPlanningPoint: pointSchema,
  utmZone: z.int().min(1).max(60),
  operationalPeriod: z.int().min(1),
  openedAt: z.string(),
  /** An exercise: nobody is missing, and no figure counts it. Absent in a real search. */
  practice: z.literal(true).optional(),
  version: versionSchema,
});
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

export const gridSchema = z.strictObject({
  id: idSchema,
  definition: gridDefinitionSchema,
  /** Put before every cell label, so that a second grid never repeats a label of the first. */
  labelPrefix: z.string(),
  sectorCount: z.int(),
  areaSquareMetres: z.number(),
});
export type Grid = z.infer<typeof gridSchema>;

export const drawnSectorSchema = z.strictObject({
  id: idSchema,
  label: z.string(),
  kind: sectorKindSchema,
  geometry: z.union([polygonSchema, multiPolygonSchema]),
  areaSquareMetres: z.number(),
});
export type DrawnSector = z.infer<typeof drawnSectorSchema>;

export const teamMemberSchema = z.strictObject({
  memberId: idSchema,
  fullName: z.string(),
  isMinor: z.boolean(),
});

export const teamSchema = z.strictObject({
  id: idSchema,
  callSign: z.string(),
  leaderMemberId: idSchema,
  members: z.array(teamMemberSchema),
  squadIds: z.array(idSchema),
  disbanded: z.boolean(),
  version: versionSchema,
});
export type Team = z.infer<typeof teamSchema>;

export const assignmentSchema = z.strictObject({
  id: idSchema,
  sectorId: idSchema,
  sectorLabel: z.string(),
  teamId: idSchema,
  teamCallSign: z.string(),
  state: assignmentStateSchema,
  type: assignmentTypeSchema,
  joint: z.boolean(),
  operationalPeriod: z.int().min(1),
  instructions: z.string().nullable(),
  reason: z.string().nullable(),
  assignedAt: z.string().nullable(),
  changedAt: z.string(),
  version: versionSchema,
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** What has been searched of a sector so far; its state on the map is derived from this and its assignments. */
export const sectorCoverageSchema = z.strictObject({
  sectorId: idSchema,
  passes: z.int().min(0),
  /** Probability of detection over all passes, 0 to below 1: a searched sector is never "clear". */
  cumulativePod: z.number().min(0).max(1),
  lastPassAt: z.string(),
});
export type SectorCoverage = z.infer<typeof sectorCoverageSchema>;

/**
 * Everything a client holds of an incident: the start (a snapshot) and the running result of the fold.
 * A snapshot follows the current state, not the history: finished assignments live on only in the coverage.
 */
export const incidentStateSnapshotSchema = z.strictObject({
  seq: z.int().min(0),
  incident: incidentSummarySchema,
  squads: z.array(squadSummarySchema),
  persons: z.array(personCardSchema),
  grids: z.array(gridSchema),
  sectors: z.array(drawnSectorSchema),
  teams: z.array(teamSchema),
  assignments: z.array(assignmentSchema),
  coverage: z.array(sectorCoverageSchema),
});
export type IncidentSnapshot = z.infer<typeof incidentStateSnapshotSchema>;

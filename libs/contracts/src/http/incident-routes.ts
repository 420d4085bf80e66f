import { z } from 'zod';
import { boundarySchema, pointSchema, polygonSchema, multiPolygonSchema } from '../geo.js';
import {
  commandIdSchema,
  idSchema,
  instantSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from '../primitives.js';
import {
  drawnSectorSchema,
  gridSchema,
  incidentStateSchema,
  incidentStateSnapshotSchema,
  incidentSummarySchema,
  sectorKindSchema,
  squadSummarySchema,
} from '../incident-state.js';
import { incidentAdvancedSchema, incidentEventSchema } from '../incident-events.js';
import { isPlainBatch } from '../plain-batch.js';
import { livePositionSchema, positionBatchFields, trackPointSchema } from '../positions.js';
import { defineRoute } from '../route.js';

const byId = z.strictObject({ id: idSchema });
const seq = z.int().min(0);

/** An incident with what a list or a case page shows of it. */
export const incidentViewSchema = incidentSummarySchema.extend({
  seq,
  squads: z.array(squadSummarySchema),
  applicationIds: z.array(idSchema),
  personIds: z.array(idSchema),
});
export type IncidentView = z.infer<typeof incidentViewSchema>;

export const openIncident = defineRoute({
  id: 'openIncident',
  method: 'POST',
  path: '/api/v1/incidents',
  access: 'incident.open',
  summary: 'Open an incident from one or more applications',
  body: z.strictObject({
    commandId: commandIdSchema,
    applicationIds: z.array(idSchema).min(1, 'at least one application is required').max(20),
    title: text(200).optional(),
    /** The IPP: set once, it never moves. */
    initialPlanningPoint: pointSchema,
    /** The zone of the IPP when left out. */
    utmZone: z.int().min(1).max(60).optional(),
    squadIds: z.array(idSchema).min(1, 'at least one squad is required').max(50),
  }),
  status: 201,
  response: incidentViewSchema,
});
export const openPracticeIncident = defineRoute({
  id: 'openPracticeIncident',
  method: 'POST',
  path: '/api/v1/practice-incidents',
  access: 'incident.open',
  summary: 'Open an exercise about an invented person: marked everywhere, in no figure',
  body: z.strictObject({
    commandId: commandIdSchema,
    title: text(200),
    /** Whoever plays the missing one. */
    personName: text(200),
    initialPlanningPoint: pointSchema,
    squadIds: z.array(idSchema).min(1, 'at least one squad is required').max(50),
  }),
  status: 201,
  response: incidentViewSchema,
});
export const listIncidents = defineRoute({
  id: 'listIncidents',
  method: 'GET',
  path: '/api/v1/incidents',
  access: 'incident.read',
  summary: 'Incidents I may see, the newest first',
  query: z.strictObject({ ...pageQuery, state: incidentStateSchema.optional() }),
  status: 200,
  response: pageOf(incidentViewSchema),
});
export const getIncident = defineRoute({
  id: 'getIncident',
  method: 'GET',
  path: '/api/v1/incidents/:id',
  access: 'incident.read',
  summary: 'One incident',
  params: byId,
  status: 200,
  response: incidentViewSchema,
});
export const changeIncident = defineRoute({
  id: 'changeIncident',
  method: 'PATCH',
  path: '/api/v1/incidents/:id',
  access: 'incident.update',
  summary: 'Change state, title or squads, or start the next operational period',
  params: byId,
  body: z
    .strictObject({
      commandId: commandIdSchema,
      version: versionSchema,
      title: text(200).optional(),
      state: incidentStateSchema.optional(),
      reason: text(500).optional(),
      squadIds: z.array(idSchema).min(1).max(50).optional(),
      startNextPeriod: z.literal(true).optional(),
    })
    .refine((body) => body.title ?? body.state ?? body.squadIds ?? body.startNextPeriod, {
      path: ['state'],
      message: 'something to change is required: title, state, squadIds or startNextPeriod',
    }),
  status: 200,
  response: incidentViewSchema,
});
export const getSnapshot = defineRoute({
  id: 'getSnapshot',
  method: 'GET',
  path: '/api/v1/incidents/:id/snapshot',
  access: 'incident.read',
  summary: 'The current state with its seq; events after it continue it',
  params: byId,
  status: 200,
  response: incidentStateSnapshotSchema,
});
export const listEvents = defineRoute({
  id: 'listEvents',
  method: 'GET',
  path: '/api/v1/incidents/:id/events',
  access: 'incident.read',
  summary: 'Events after a seq, at most 1,000 an answer',
  params: byId,
  query: z.strictObject({ afterSeq: z.coerce.number().int().min(0).default(0) }),
  status: 200,
  response: z.strictObject({
    events: z.array(z.union([incidentEventSchema, incidentAdvancedSchema])),
    seq,
  }),
});

export const createGrid = defineRoute({
  id: 'createGrid',
  method: 'POST',
  path: '/api/v1/incidents/:id/grids',
  access: 'sector.create',
  summary: 'Divide a boundary into square sectors aligned to the UTM/MGRS lines of the incident’s zone',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    boundary: boundarySchema,
    cellSizeMetres: z.union([
      z.literal(100),
      z.literal(200),
      z.literal(250),
      z.literal(500),
      z.literal(1000),
    ]),
    alphabet: z.enum(['cyrillic', 'latin']).default('cyrillic'),
    letterAxis: z.enum(['rows', 'columns']).default('rows'),
  }),
  status: 201,
  response: z.strictObject({ grid: gridSchema, seq }),
});
export const archiveGrid = defineRoute({
  id: 'archiveGrid',
  method: 'POST',
  path: '/api/v1/incidents/:id/grids/:gridId/archive',
  access: 'sector.create',
  summary: 'Take away a grid that was drawn by mistake; refused once one of its sectors was assigned',
  params: z.strictObject({ id: idSchema, gridId: idSchema }),
  body: z.strictObject({ commandId: commandIdSchema, reason: text(500) }),
  status: 200,
  response: z.strictObject({ seq }),
});
export const drawSector = defineRoute({
  id: 'drawSector',
  method: 'POST',
  path: '/api/v1/incidents/:id/sectors',
  access: 'sector.create',
  summary: 'Add a hand-drawn sector',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    label: text(20),
    kind: sectorKindSchema.default('area'),
    geometry: polygonSchema,
  }),
  status: 201,
  response: z.strictObject({ sector: drawnSectorSchema, seq }),
});

export const archiveSector = defineRoute({
  id: 'archiveSector',
  method: 'POST',
  path: '/api/v1/incidents/:id/sectors/:sectorId/archive',
  access: 'sector.create',
  summary: 'Take away a hand-drawn sector; refused once it was assigned',
  params: z.strictObject({ id: idSchema, sectorId: idSchema }),
  body: z.strictObject({ commandId: commandIdSchema, reason: text(500) }),
  status: 200,
  response: z.strictObject({ seq }),
});

export const SECTOR_STATES = [
  'unsearched',
  'assigned',
  'en-route',
  'searching',
  'searched',
  'incomplete',
] as const;
export const sectorStateSchema = z.enum(SECTOR_STATES);
/** How a sector stands, derived from its assignments and passes. */
export type SectorState = z.infer<typeof sectorStateSchema>;

export const sectorFeatureSchema = z.strictObject({
  type: z.literal('Feature'),
  id: idSchema,
  geometry: z.union([polygonSchema, multiPolygonSchema]),
  properties: z.strictObject({
    label: z.string(),
    kind: sectorKindSchema,
    gridId: idSchema.nullable(),
    areaSquareMetres: z.number(),
    state: sectorStateSchema,
    passes: z.int(),
    cumulativePod: z.number(),
    teamCallSigns: z.array(z.string()),
  }),
});
export type SectorFeature = z.infer<typeof sectorFeatureSchema>;
export const listSectors = defineRoute({
  id: 'listSectors',
  method: 'GET',
  path: '/api/v1/incidents/:id/sectors',
  access: 'incident.read',
  summary: 'All sectors as a GeoJSON FeatureCollection (WGS84, lon-lat)',
  params: byId,
  status: 200,
  response: z.strictObject({
    type: z.literal('FeatureCollection'),
    features: z.array(sectorFeatureSchema),
  }),
  responseType: 'application/geo+json',
});

export const reportPositions = defineRoute({
  id: 'reportPositions',
  method: 'POST',
  path: '/api/v1/incidents/:id/positions',
  access: 'position.report',
  summary: 'A batch of own positions, from a phone’s outbox; repeated fixes are stored once',
  params: byId,
  body: z.strictObject({ commandId: commandIdSchema, ...positionBatchFields }),
  isPlain: isPlainBatch,
  status: 200,
  response: z.strictObject({ stored: z.int() }),
});
export const listPositions = defineRoute({
  id: 'listPositions',
  method: 'GET',
  path: '/api/v1/incidents/:id/positions',
  access: 'incident.read',
  summary: 'The latest position of each device in the incident',
  params: byId,
  status: 200,
  response: z.strictObject({ items: z.array(livePositionSchema) }),
});

/** Fixes of one page of a track: more than an hour of one phone at 1 Hz. */
const TRACK_POINTS = 5_000;
export const getTrack = defineRoute({
  id: 'getTrack',
  method: 'GET',
  path: '/api/v1/incidents/:id/positions/track',
  access: 'incident.read',
  summary: 'The fixes of one device in the order it took them; for staff',
  params: byId,
  query: z.strictObject({
    deviceId: idSchema,
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    limit: z.coerce.number().int().min(1).max(TRACK_POINTS).default(1_000),
    cursor: pageQuery.cursor,
  }),
  status: 200,
  response: pageOf(trackPointSchema),
});

import { z } from 'zod';
import {
  assignmentSchema,
  drawnSectorSchema,
  gridSchema,
  incidentSummarySchema,
  outcomeKindSchema,
  personCardSchema,
  sectorCoverageSchema,
  squadSummarySchema,
  teamSchema,
} from './incident-state.js';
import { idSchema } from './primitives.js';

/**
 * Everyone who may join an incident sees `everyone` events; `staff` (dispatchers and supervisors) see the rest.
 * Who may not see an event still gets `incident:advanced` with its seq.
 */
export type Audience = 'everyone' | 'staff';

const outcomePayload = z.strictObject({
  outcomeId: idSchema,
  personId: idSchema,
  kind: outcomeKindSchema,
});

/** Present when the event takes back an earlier one: which, and why. */
const undoNote = { undo: z.strictObject({ seq: z.int().min(1), reason: z.string() }).optional() };

/** Payload of each event type. Names carry a version: an optional field may be added, anything else is a new version. */
export const EVENT_PAYLOADS = {
  'incident.opened.v1': z.strictObject({
    incident: incidentSummarySchema,
    squads: z.array(squadSummarySchema),
    persons: z.array(personCardSchema),
  }),
  'incident.changed.v1': z.strictObject({
    incident: incidentSummarySchema,
    reason: z.string().nullable(),
    ...undoNote,
  }),
  'incident.squads-changed.v1': z.strictObject({
    incident: incidentSummarySchema,
    squads: z.array(squadSummarySchema),
    ...undoNote,
  }),
  'grid.created.v1': z.strictObject({ grid: gridSchema }),
  'grid.archived.v1': z.strictObject({ gridId: idSchema, reason: z.string(), ...undoNote }),
  'grid.restored.v1': z.strictObject({ grid: gridSchema, ...undoNote }),
  'sector.drawn.v1': z.strictObject({ sector: drawnSectorSchema }),
  'sector.archived.v1': z.strictObject({ sectorId: idSchema, reason: z.string(), ...undoNote }),
  'sector.restored.v1': z.strictObject({ sector: drawnSectorSchema, ...undoNote }),
  'team.formed.v1': z.strictObject({ team: teamSchema }),
  'team.changed.v1': z.strictObject({ team: teamSchema, ...undoNote }),
  'assignment.drafted.v1': z.strictObject({ assignment: assignmentSchema }),
  'sector.assigned.v1': z.strictObject({ assignment: assignmentSchema }),
  'assignment.status-changed.v1': z.strictObject({
    assignment: assignmentSchema,
    /** Present when the change closed a pass. */
    coverage: sectorCoverageSchema.optional(),
    ...undoNote,
  }),
  /** Back in the state it had before; `coverage` is null when no pass of the sector is left. */
  'assignment.restored.v1': z.strictObject({
    assignment: assignmentSchema,
    coverage: sectorCoverageSchema.nullable(),
    ...undoNote,
  }),
  'outcome.proposed.v1': outcomePayload,
  'outcome.confirmed.v1': outcomePayload,
  'outcome.rejected.v1': outcomePayload,
  'outcome.reopened.v1': outcomePayload,
} as const;

export type EventType = keyof typeof EVENT_PAYLOADS;
export const EVENT_TYPES = Object.keys(EVENT_PAYLOADS) as [EventType, ...EventType[]];
export type EventPayload<T extends EventType> = z.output<(typeof EVENT_PAYLOADS)[T]>;

/** Who did it: a name to show, never a phone. */
export const actorSchema = z.strictObject({ userId: idSchema, displayName: z.string() });
export type EventActor = z.infer<typeof actorSchema>;

const envelope = <T extends EventType>(type: T) =>
  z.strictObject({
    incidentId: idSchema,
    seq: z.int().min(1),
    type: z.literal(type),
    payload: EVENT_PAYLOADS[type],
    actor: actorSchema,
    occurredAt: z.string(),
  });

/** One numbered event of one incident, as it travels over the socket and over HTTP. */
export type IncidentEvent = {
  [T in EventType]: {
    incidentId: string;
    seq: number;
    type: T;
    payload: EventPayload<T>;
    actor: EventActor;
    occurredAt: string;
  };
}[EventType];

export const incidentEventSchema = z.discriminatedUnion(
  'type',
  EVENT_TYPES.map((type) => envelope(type)) as unknown as [
    ReturnType<typeof envelope<'incident.opened.v1'>>,
    ...ReturnType<typeof envelope<'incident.opened.v1'>>[],
  ],
);

/** Stands in a backlog for an event the reader may not see, so that its numbers stay without gaps. */
export const incidentAdvancedSchema = z.strictObject({ incidentId: idSchema, seq: z.int().min(1) });
export type IncidentAdvanced = z.infer<typeof incidentAdvancedSchema>;

/** An entry of a backlog: the event, or only its number. */
export type BacklogEntry = IncidentEvent | IncidentAdvanced;

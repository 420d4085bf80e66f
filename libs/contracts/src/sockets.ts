import { z } from 'zod';
import type { ApiError } from './errors.js';
import { idSchema } from './primitives.js';
import { incidentStateSnapshotSchema, type IncidentSnapshot } from './incident-state.js';
import {
  incidentAdvancedSchema,
  incidentEventSchema,
  type BacklogEntry,
  type IncidentAdvanced,
  type IncidentEvent,
} from './incident-events.js';
import {
  boundsSchema,
  positionBatchFields,
  positionsFrameSchema,
  positionsLaneSchema,
  type PositionsFrame,
  type PositionsLane,
} from './positions.js';
import type { Permission } from './roles.js';

/** Every client command is acknowledged with one of these. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: ApiError };

/** As whom somebody takes part in an incident. */
export const READERS = ['staff', 'field'] as const;
export const readerSchema = z.enum(READERS);
export type Reader = z.infer<typeof readerSchema>;

/**
 * Why a join is answered with the whole state: the client has nothing, missed too much, is ahead of the server, asks
 * for events that are no longer kept, or holds the state of another kind of reader.
 */
export const SNAPSHOT_REASONS = ['new', 'behind', 'ahead', 'not-kept', 'other-reader'] as const;
export type SnapshotReason = (typeof SNAPSHOT_REASONS)[number];

export const joinRequestSchema = z.strictObject({
  incidentId: idSchema,
  /** The last seq the client has applied; 0 or left out for a client that has nothing. */
  afterSeq: z.int().min(0).default(0),
  /** As whom the client got the state that `afterSeq` counts, from the answer to its join before. */
  as: readerSchema.optional(),
});
export type JoinAnswer =
  | { mode: 'delta'; events: BacklogEntry[]; seq: number; as?: Reader | undefined }
  | {
      mode: 'snapshot';
      snapshot: IncidentSnapshot;
      seq: number;
      as?: Reader | undefined;
      reason?: SnapshotReason | undefined;
    };
export const joinAnswerSchema = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('delta'),
    events: z.array(z.union([incidentEventSchema, incidentAdvancedSchema])),
    seq: z.int(),
    as: readerSchema.optional(),
  }),
  z.strictObject({
    mode: z.literal('snapshot'),
    snapshot: incidentStateSnapshotSchema,
    seq: z.int(),
    as: readerSchema.optional(),
    reason: z.enum(SNAPSHOT_REASONS).optional(),
  }),
]);

export const leaveRequestSchema = z.strictObject({ incidentId: idSchema });
export const positionReportSchema = z.strictObject({ incidentId: idSchema, ...positionBatchFields });
export const positionsInterestSchema = z.strictObject({
  incidentId: idSchema,
  /** What the map shows; null for everything again. */
  bounds: boundsSchema.nullable(),
});

/** Client commands over the socket: schema, permission and answer, declared once. */
export const SOCKET_COMMANDS = {
  'incident:join': {
    permission: 'incident.read',
    request: joinRequestSchema,
    answer: joinAnswerSchema,
    summary: 'Join an incident and catch up from afterSeq',
  },
  'incident:leave': {
    permission: 'incident.read',
    request: leaveRequestSchema,
    answer: z.strictObject({}),
    summary: 'Stop receiving an incident',
  },
  'position:report': {
    permission: 'position.report',
    request: positionReportSchema,
    answer: z.strictObject({ stored: z.int() }),
    summary: 'Report a batch of own positions; answered when they are stored',
  },
  'positions:interest': {
    permission: 'incident.read',
    request: positionsInterestSchema,
    answer: z.strictObject({}),
    summary: 'Get positions within these bounds and of the own team only, until the next join',
  },
} as const satisfies Record<
  string,
  { permission: Permission; request: z.ZodType; answer: z.ZodType; summary: string }
>;
export type SocketCommand = keyof typeof SOCKET_COMMANDS;

export const sessionEndedSchema = z.strictObject({
  reason: z.enum(['logout', 'disabled', 'expired', 'revoked']),
});
export type SessionEnded = z.infer<typeof sessionEndedSchema>;

/** What the server sends unasked. */
export const SERVER_MESSAGES = {
  'incident:event': incidentEventSchema,
  'incident:advanced': incidentAdvancedSchema,
  'positions:frame': positionsFrameSchema,
  'positions:lane': positionsLaneSchema,
  'session:ended': sessionEndedSchema,
} as const;

export interface ClientToServerEvents {
  'incident:join': (
    request: z.input<typeof joinRequestSchema>,
    acknowledge: (answer: Ack<JoinAnswer>) => void,
  ) => void;
  'incident:leave': (
    request: z.input<typeof leaveRequestSchema>,
    acknowledge: (answer: Ack<Record<string, never>>) => void,
  ) => void;
  'position:report': (
    request: z.input<typeof positionReportSchema>,
    acknowledge: (answer: Ack<{ stored: number }>) => void,
  ) => void;
  'positions:interest': (
    request: z.input<typeof positionsInterestSchema>,
    acknowledge: (answer: Ack<Record<string, never>>) => void,
  ) => void;
}

export interface ServerToClientEvents {
  'incident:event': (event: IncidentEvent) => void;
  'incident:advanced': (advanced: IncidentAdvanced) => void;
  'positions:frame': (frame: PositionsFrame) => void;
  'positions:lane': (lane: PositionsLane) => void;
  'session:ended': (ended: SessionEnded) => void;
}

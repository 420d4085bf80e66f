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
import { FIXES_PER_BATCH, fixSchema, positionsFrameSchema, type PositionsFrame } from './positions.js';
import type { Permission } from './roles.js';

/** Every client command is acknowledged with one of these. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: ApiError };

export const joinRequestSchema = z.strictObject({
  incidentId: idSchema,
  /** The last seq the client has applied; 0 or left out for a client that has nothing. */
  afterSeq: z.int().min(0).default(0),
});
export type JoinAnswer =
  | { mode: 'delta'; events: BacklogEntry[]; seq: number }
  | { mode: 'snapshot'; snapshot: IncidentSnapshot; seq: number };
export const joinAnswerSchema = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('delta'),
    events: z.array(z.union([incidentEventSchema, incidentAdvancedSchema])),
    seq: z.int(),
  }),
  z.strictObject({ mode: z.literal('snapshot'), snapshot: incidentStateSnapshotSchema, seq: z.int() }),
]);

export const leaveRequestSchema = z.strictObject({ incidentId: idSchema });
export const positionReportSchema = z.strictObject({
  incidentId: idSchema,
  fixes: z.array(fixSchema).min(1).max(FIXES_PER_BATCH),
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
}

export interface ServerToClientEvents {
  'incident:event': (event: IncidentEvent) => void;
  'incident:advanced': (advanced: IncidentAdvanced) => void;
  'positions:frame': (frame: PositionsFrame) => void;
  'session:ended': (ended: SessionEnded) => void;
}

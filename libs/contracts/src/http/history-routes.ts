import { z } from 'zod';
import { actorSchema, EVENT_TYPES } from '../incident-events.js';
import { commandIdSchema, idSchema, text } from '../primitives.js';
import { defineRoute } from '../route.js';

const byId = z.strictObject({ id: idSchema });
const EVENTS_AT_ONCE = 500;

/** What an event is about. */
export const EVENT_OBJECT_KINDS = ['incident', 'grid', 'sector', 'team', 'assignment', 'outcome'] as const;
export type EventObjectKind = (typeof EVENT_OBJECT_KINDS)[number];

/** Whether an event can be taken back, and if not, why. */
export const UNDO_STATES = ['possible', 'changed-since', 'not-undoable', 'forbidden'] as const;
export type UndoState = (typeof UNDO_STATES)[number];

export const historyEntrySchema = z.strictObject({
  seq: z.int().min(1),
  type: z.enum(EVENT_TYPES),
  actor: actorSchema,
  occurredAt: z.string(),
  object: z.strictObject({
    kind: z.enum(EVENT_OBJECT_KINDS),
    id: idSchema,
    /** As people say it: a call sign, a sector and its team, a title; null when the event does not tell. */
    label: z.string().nullable(),
  }),
  /** Where to look at it now: the sector and the team it is about. */
  sectorId: idSchema.nullable(),
  teamId: idSchema.nullable(),
  /** State that the event left its object in. */
  state: z.string().nullable(),
  reason: z.string().nullable(),
  /** Number of the event this one takes back. */
  undoes: z.int().nullable(),
  undo: z.enum(UNDO_STATES),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const listHistory = defineRoute({
  id: 'listHistory',
  method: 'GET',
  path: '/api/v1/incidents/:id/history',
  access: 'incident.read',
  summary: 'What happened, the newest first, and what of it can be taken back',
  params: byId,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** Only events before this number. */
    before: z.coerce.number().int().min(1).optional(),
    /** Only what is about this kind of thing, this sector, this team. */
    kind: z.enum(EVENT_OBJECT_KINDS).optional(),
    sectorId: idSchema.optional(),
    teamId: idSchema.optional(),
  }),
  status: 200,
  response: z.strictObject({ items: z.array(historyEntrySchema), nextBefore: z.int().nullable() }),
});

export const undoEvents = defineRoute({
  id: 'undoEvents',
  method: 'POST',
  path: '/api/v1/incidents/:id/undo',
  access: 'incident.update',
  summary:
    'Take events back, all of them or none, as new events; refused with both sides once something changed since',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    seqs: z.array(z.int().min(1)).min(1, 'at least one event is required').max(EVENTS_AT_ONCE),
    reason: text(500),
  }),
  status: 200,
  response: z.strictObject({ seq: z.int().min(0) }),
});

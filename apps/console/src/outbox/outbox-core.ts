import type { changeAssignmentStatus, Fix, reportPositions, RouteRequest } from '@izdeu/contracts';
import type { RequestErrorCode } from '../app/http/request-error.js';

/** What the person is told: kept here, on its way, received, or turned down. Never "saved". */
export type DeliveryState = 'on-device' | 'sending' | 'at-headquarters' | 'refused';

type CommandBody<T extends typeof changeAssignmentStatus | typeof reportPositions> = RouteRequest<T>['body'];

/** The commands that are worth keeping on a phone, by the id of their route. */
export type OutboxCommand =
  | {
      readonly routeId: 'changeAssignmentStatus';
      readonly params: { readonly id: string };
      readonly body: Omit<CommandBody<typeof changeAssignmentStatus>, 'commandId'>;
    }
  | {
      readonly routeId: 'reportPositions';
      readonly params: { readonly id: string };
      readonly body: { readonly fixes: readonly Fix[] };
    };

export interface Refusal {
  readonly code: RequestErrorCode;
  readonly requestId: string | null;
}

export type OutboxEntry = OutboxCommand & {
  /** Made once, before the first attempt: a repeat gets the first answer. */
  readonly commandId: string;
  /** Whose it is: only this person's session may send it. */
  readonly userId: string;
  readonly incidentId: string;
  readonly createdAt: number;
  /** Attempts begun. Once it is above 0 the body never changes again. */
  readonly tries: number;
  readonly nextTryAt: number;
  readonly state: DeliveryState;
  /** When headquarters answered, either way. */
  readonly answeredAt: number | null;
  /** The assignment's version in that answer: the live stream may tell of it a moment later. */
  readonly answeredVersion: number | null;
  readonly refusal: Refusal | null;
  /** What to call it in a list, such as the sector's label. */
  readonly subject: string;
};

/** What came of one attempt. */
export type Answer =
  | { readonly kind: 'received'; readonly version: number | null }
  | { readonly kind: 'failed'; readonly refusal: Refusal };

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 60_000;
/** What has arrived is shown for a day, then forgotten. */
export const KEPT_MILLISECONDS = 24 * 60 * 60 * 1_000;
/** Ten minutes of one phone: small enough for a weak signal, few enough not to fill the list. */
export const FIXES_PER_ENTRY = 120;

/** Failures of the way, not of the command: the same command may succeed later. */
const TEMPORARY: readonly RequestErrorCode[] = [
  'OFFLINE',
  'UNKNOWN',
  'UNAVAILABLE',
  'INTERNAL',
  'TOO_MANY_REQUESTS',
  'UNAUTHENTICATED',
];

export const isWaiting = (entry: OutboxEntry): boolean =>
  entry.state === 'on-device' || entry.state === 'sending';

/** Commands of one incident go in order; positions have a lane of their own and never hold a command up. */
export const laneOf = (entry: Pick<OutboxEntry, 'incidentId' | 'routeId'>): string =>
  entry.routeId === 'reportPositions' ? `${entry.incidentId}:positions` : entry.incidentId;

export const inOrder = (entries: Iterable<OutboxEntry>): OutboxEntry[] =>
  [...entries].sort((a, b) => a.createdAt - b.createdAt || (a.commandId < b.commandId ? -1 : 1));

/** The first waiting entry of each lane. */
function heads(entries: Iterable<OutboxEntry>, userId: string): OutboxEntry[] {
  const first = new Map<string, OutboxEntry>();
  for (const entry of inOrder(entries)) {
    if (entry.userId !== userId || !isWaiting(entry)) continue;
    if (!first.has(laneOf(entry))) first.set(laneOf(entry), entry);
  }
  return [...first.values()];
}

/** What may be sent now: at most one entry a lane, so that order is kept. */
export const dueEntries = (entries: Iterable<OutboxEntry>, userId: string, now: number): OutboxEntry[] =>
  heads(entries, userId).filter((entry) => entry.nextTryAt <= now);

/** When to look again; null when nothing waits. */
export function nextWakeAt(entries: Iterable<OutboxEntry>, userId: string): number | null {
  const times = heads(entries, userId).map((entry) => entry.nextTryAt);
  return times.length > 0 ? Math.min(...times) : null;
}

export const backoffMilliseconds = (tries: number): number =>
  Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.max(0, tries - 1));

export const claimed = (entry: OutboxEntry): OutboxEntry => ({
  ...entry,
  state: 'sending',
  tries: entry.tries + 1,
});

/** A tab that closed in the middle of an attempt left it undecided: it is sent again under the same id. */
export const recovered = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'sending' ? { ...entry, state: 'on-device', nextTryAt: 0 } : entry;

/** "online" and a returning tab do not wait for the timer. */
export const hurried = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'on-device' && entry.nextTryAt > 0 ? { ...entry, nextTryAt: 0 } : entry;

export function answered(entry: OutboxEntry, answer: Answer, now: number): OutboxEntry {
  if (answer.kind === 'received')
    return {
      ...entry,
      state: 'at-headquarters',
      answeredAt: now,
      answeredVersion: answer.version,
      refusal: null,
    };
  const { refusal } = answer;
  if (TEMPORARY.includes(refusal.code))
    return { ...entry, state: 'on-device', refusal, nextTryAt: now + backoffMilliseconds(entry.tries) };
  return { ...entry, state: 'refused', answeredAt: now, refusal };
}

/** Entries that have been shown long enough. A refused one stays until the person has put it away. */
export const outlived = (entries: Iterable<OutboxEntry>, now: number): OutboxEntry[] =>
  [...entries].filter(
    ({ state, answeredAt }) =>
      state === 'at-headquarters' && answeredAt !== null && now - answeredAt > KEPT_MILLISECONDS,
  );

/** The entry with more fixes in it; null when it was begun to be sent or is full, and a new one is needed. */
export function withFixes(entry: OutboxEntry, fixes: readonly Fix[]): OutboxEntry | null {
  if (entry.routeId !== 'reportPositions' || entry.state !== 'on-device' || entry.tries > 0) return null;
  const all = [...entry.body.fixes, ...fixes];
  return all.length > FIXES_PER_ENTRY ? null : { ...entry, body: { fixes: all } };
}

export interface OutboxTotals {
  readonly waiting: number;
  readonly refused: number;
  readonly atHeadquarters: number;
}

/** Reports in each state; batches of positions are told apart elsewhere. */
export function totalsOf(entries: Iterable<OutboxEntry>): OutboxTotals {
  const totals = { waiting: 0, refused: 0, atHeadquarters: 0 };
  for (const entry of entries) {
    if (isWaiting(entry)) totals.waiting += 1;
    else if (entry.state === 'refused') totals.refused += 1;
    else totals.atHeadquarters += 1;
  }
  return totals;
}

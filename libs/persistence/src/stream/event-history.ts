import type { Audience, EventType, IncidentEvent } from '@izdeu/contracts';
import type { EntityManager } from 'typeorm';
import { storedEventOf, type OutboxRow } from './outbox-reader.js';

const COLUMNS = 'o.incident_id, o.seq, o.type, o.payload, o.audience, o.actor, o.occurred_at';

/** An event of the past, with whether its object was changed again since. */
export interface PastEvent {
  readonly event: IncidentEvent;
  readonly audience: Audience;
  readonly changedSince: boolean;
}

/** Which part of the past is wanted; what is not given does not narrow it. */
export interface PastEventsWish {
  readonly before: number | null;
  readonly limit: number;
  readonly staff: boolean;
  readonly types?: readonly EventType[] | undefined;
  /** Events about this sector or an assignment of it. */
  readonly sectorId?: string | undefined;
  /** Events about this team or an assignment of it. */
  readonly teamId?: string | undefined;
}

/** Events before a number, the newest first. */
export const readPastEvents = async (
  manager: EntityManager,
  incidentId: string,
  { before, limit, staff, types, sectorId, teamId }: PastEventsWish,
): Promise<PastEvent[]> => {
  const rows: (OutboxRow & { changed_since: boolean })[] = await manager.query(
    `SELECT ${COLUMNS}, EXISTS (SELECT 1 FROM outbox later WHERE later.incident_id = o.incident_id
         AND later.object_id = o.object_id AND later.seq > o.seq) AS changed_since
     FROM outbox o WHERE o.incident_id = $1 AND ($2::int IS NULL OR o.seq < $2) AND ($4 OR o.audience = 'everyone')
       AND ($5::text[] IS NULL OR o.type = ANY($5))
       AND ($6::uuid IS NULL OR o.object_id = $6 OR o.payload#>>'{assignment,sectorId}' = $6::text)
       AND ($7::uuid IS NULL OR o.object_id = $7 OR o.payload#>>'{assignment,teamId}' = $7::text)
     ORDER BY o.seq DESC LIMIT $3`,
    [incidentId, before, limit, staff, types ?? null, sectorId ?? null, teamId ?? null],
  );
  return rows.map((row) => ({ ...storedEventOf(row), changedSince: row.changed_since }));
};

/** All kept events about the thing that this event is about, in order; empty when there is no such event. */
export const readEventsOfSameObject = async (
  manager: EntityManager,
  incidentId: string,
  seq: number,
): Promise<IncidentEvent[]> => {
  const rows: OutboxRow[] = await manager.query(
    `SELECT ${COLUMNS} FROM outbox o JOIN outbox target ON target.incident_id = o.incident_id
       AND target.object_id = o.object_id
     WHERE target.incident_id = $1 AND target.seq = $2 ORDER BY o.seq`,
    [incidentId, seq],
  );
  return rows.map((row) => storedEventOf(row).event);
};

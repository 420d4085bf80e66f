import type { Audience, BacklogEntry, IncidentEvent } from '@izdeu/contracts';
import type { DataSource } from 'typeorm';

/** A stored event with who may see it. */
export interface StoredEvent {
  readonly event: IncidentEvent;
  readonly audience: Audience;
}

export interface OutboxRow {
  incident_id: string;
  seq: number;
  type: string;
  payload: unknown;
  audience: Audience;
  actor: unknown;
  occurred_at: Date;
}

export const storedEventOf = (row: OutboxRow): StoredEvent => ({
  audience: row.audience,
  event: {
    incidentId: row.incident_id,
    seq: row.seq,
    type: row.type,
    payload: row.payload,
    actor: row.actor,
    occurredAt: row.occurred_at.toISOString(),
  } as IncidentEvent,
});

/** Reads the numbered events of incidents; never writes. */
export class OutboxReader {
  constructor(private readonly dataSource: DataSource) {}

  /** Events with `afterSeq < seq`, in order, at most `limit`. */
  async after(incidentId: string, afterSeq: number, limit = 1000): Promise<StoredEvent[]> {
    const rows: OutboxRow[] = await this.dataSource.query(
      `SELECT incident_id, seq, type, payload, audience, actor, occurred_at
       FROM outbox WHERE incident_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      [incidentId, afterSeq, limit],
    );
    return rows.map(storedEventOf);
  }

  /** The first number that is still kept, one after the last when none is; null when there is no such incident. */
  async firstKept(incidentId: string): Promise<number | null> {
    const rows: { first: number }[] = await this.dataSource.query(
      `SELECT COALESCE((SELECT min(o.seq) FROM outbox o WHERE o.incident_id = i.id), i.seq + 1) AS first
       FROM incident i WHERE i.id = $1`,
      [incidentId],
    );
    return rows[0]?.first ?? null;
  }

  /** The last number of each of these incidents. */
  async heads(incidentIds: readonly string[]): Promise<Map<string, number>> {
    const rows: { id: string; seq: number }[] = await this.dataSource.query(
      'SELECT id, seq FROM incident WHERE id = ANY($1::uuid[])',
      [incidentIds],
    );
    return new Map(rows.map((row) => [row.id, row.seq]));
  }
}

/** What a reader of this kind gets of an event: the event itself, or only its number. */
export const entryFor = (stored: StoredEvent, reader: 'staff' | 'field'): BacklogEntry =>
  stored.audience === 'everyone' || reader === 'staff'
    ? stored.event
    : { incidentId: stored.event.incidentId, seq: stored.event.seq };

import { createHash } from 'node:crypto';
import type { Audience, EventPayload, EventType } from '@izdeu/contracts';
import { DomainError, eventObject } from '@izdeu/domain';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { Change, ChangeFeed } from './change-feed.js';
import { IncidentTurns } from './incident-turns.js';

/** One write as its client named it. */
export interface Command {
  /** Made by the client; a repeat gets the first answer. */
  readonly commandId: string;
  /** Null only on public routes. */
  readonly userId: string | null;
  readonly displayName: string;
  /** Which route it came by, so that one id can't be replayed on another. */
  readonly route: string;
  /** The parsed request, to recognise one id with two contents. */
  readonly request: unknown;
}

/** The open transaction that a use case works in. */
export interface Transaction {
  readonly manager: EntityManager;
  /** The one instant of this write. */
  readonly now: Date;
  /** Who writes; null only on public routes. */
  readonly userId: string | null;
  /** The incident's last number, counting what this write appended; 0 without an incident. */
  readonly seq: number;
  append<T extends EventType>(type: T, payload: EventPayload<T>, audience?: Audience): void;
  audit(action: string, objectId: string | null, details?: Record<string, unknown>): void;
  /** Wakes other processes after the commit. */
  announce(change: Change): void;
}

interface PendingEvent {
  type: EventType;
  payload: unknown;
  audience: Audience;
  objectId: string;
}

const UNIQUE_VIOLATION = '23505';
const RETRYABLE = new Set(['40001', '40P01']);

const sqlState = (error: unknown): string | undefined =>
  error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;

const hashOf = (request: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(request) ?? '')
    .digest('base64');

class OpenTransaction implements Transaction {
  readonly events: PendingEvent[] = [];
  readonly audits: { action: string; objectId: string | null; details: Record<string, unknown> }[] = [];
  readonly changes: Change[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly now: Date,
    readonly firstSeq: number,
    readonly incidentId: string | null,
    readonly userId: string | null,
  ) {}

  get seq(): number {
    return this.firstSeq + this.events.length;
  }

  append<T extends EventType>(type: T, payload: EventPayload<T>, audience: Audience = 'everyone'): void {
    if (this.incidentId === null) throw new Error(`${type} needs an incident`);
    this.events.push({ type, payload, audience, objectId: eventObject(type, payload).id });
  }

  audit(action: string, objectId: string | null, details: Record<string, unknown> = {}): void {
    this.audits.push({ action, objectId, details });
  }

  announce(change: Change): void {
    this.changes.push(change);
  }
}

/**
 * Every write of the product: one transaction that changes rows, numbers its events, writes the audit log and
 * remembers the command with its answer. The incident's row is locked first, so commit order is seq order and
 * the numbers have no gaps.
 */
export class UnitOfWork {
  private readonly turns = new IncidentTurns();

  constructor(
    private readonly dataSource: DataSource,
    private readonly feed: ChangeFeed,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** Runs `work` once per command id and returns its answer, or the first answer of a repeated command. */
  run<R>(
    command: Command,
    incidentId: string | null,
    work: (transaction: Transaction) => Promise<R>,
  ): Promise<R> {
    return this.turns.pass(incidentId, () => this.attempt(command, incidentId, work));
  }

  private async attempt<R>(
    command: Command,
    incidentId: string | null,
    work: (transaction: Transaction) => Promise<R>,
  ): Promise<R> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { answer, changes } = await this.dataSource.transaction(async (manager) => {
          const opening = await this.open<R>(manager, command, incidentId);
          if (opening.remembered !== null) return { answer: opening.remembered.answer, changes: [] };
          const transaction = new OpenTransaction(
            manager,
            this.clock(),
            opening.firstSeq,
            incidentId,
            command.userId,
          );
          const result = await work(transaction);
          await this.store(transaction, command, result);
          return { answer: result, changes: transaction.changes };
        });
        for (const change of changes) this.feed.committed(change);
        return answer;
      } catch (error) {
        if (attempt < 4 && (await this.mayRetry(error, command))) continue;
        throw error;
      }
    }
  }

  /** Looks something up outside of any write. */
  read<R>(query: (manager: EntityManager) => Promise<R>): Promise<R> {
    return query(this.dataSource.manager);
  }

  /**
   * Locks the incident and looks for the command's first answer, in one statement. A repeat that waited here for its
   * original does not see the answer yet; `mayRetry` finds it when the work is refused or the key is taken.
   */
  private async open<R>(
    manager: EntityManager,
    command: Command,
    incidentId: string | null,
  ): Promise<{ firstSeq: number; remembered: { answer: R } | null }> {
    const rows: {
      seq: number | null;
      command_id: string | null;
      user_id: string | null;
      route: string;
      request_hash: string;
      answer: R;
    }[] = await manager.query(
      `SELECT i.seq, c.command_id, c.user_id, c.route, c.request_hash, c.answer
       FROM (SELECT $1::uuid AS incident_id, $2::uuid AS command_id) AS k
       LEFT JOIN LATERAL (SELECT seq FROM incident WHERE id = k.incident_id FOR UPDATE) AS i ON true
       LEFT JOIN command c ON c.command_id = k.command_id`,
      [incidentId, command.commandId],
    );
    const row = rows[0];
    // A new incident inserts its own row; its numbers start at 1.
    const firstSeq = row?.seq ?? 0;
    if (row === undefined || row.command_id === null) return { firstSeq, remembered: null };
    const same =
      row.user_id === command.userId &&
      row.route === command.route &&
      row.request_hash === hashOf(command.request);
    if (!same)
      throw new DomainError('COMMAND_ID_REUSED', 'this commandId was used for another request', {
        field: 'commandId',
      });
    return { firstSeq, remembered: { answer: row.answer } };
  }

  /** Everything a write leaves besides its rows, in one statement: each trip to the server is time on the way to a phone. */
  private async store(transaction: OpenTransaction, command: Command, answer: unknown): Promise<void> {
    const { manager, incidentId, firstSeq, events, audits, now } = transaction;
    if (incidentId !== null && events.length > 0)
      transaction.announce({ kind: 'incident', incidentId, seq: transaction.seq });
    const notifications = this.feed.notifications(transaction.changes);
    await manager.query(
      `WITH event AS (
         INSERT INTO outbox (incident_id, seq, type, payload, audience, actor, occurred_at, object_id)
         SELECT $1::uuid, $2::int + ordinality, type, payload::jsonb, audience,
           jsonb_build_object('userId', $3::uuid, 'displayName', $4::text), $5::timestamptz, object_id
         FROM unnest($6::text[], $7::text[], $8::text[], $18::uuid[]) WITH ORDINALITY
           AS e(type, payload, audience, object_id, ordinality)
       ), numbered AS (
         UPDATE incident SET seq = $2 + cardinality($6::text[]) WHERE id = $1 AND cardinality($6::text[]) > 0
       ), audited AS (
         INSERT INTO audit_entry (at, user_id, action, object_id, incident_id, details)
         SELECT $5, $3, action, object_id, $1, details::jsonb
         FROM unnest($9::text[], $10::uuid[], $11::text[]) WITH ORDINALITY AS a(action, object_id, details, ordinality)
         ORDER BY ordinality
       ), remembered AS (
         INSERT INTO command (command_id, user_id, route, request_hash, answer, created_at)
         VALUES ($12::uuid, $3, $13::text, $14::text, $15::jsonb, $5)
       )
       SELECT pg_notify(channel, payload) FROM unnest($16::text[], $17::text[]) AS n(channel, payload)`,
      [
        incidentId,
        firstSeq,
        command.userId,
        command.displayName,
        now,
        events.map((event) => event.type),
        events.map((event) => JSON.stringify(event.payload)),
        events.map((event) => event.audience),
        audits.map((audit) => audit.action),
        audits.map((audit) => audit.objectId),
        audits.map((audit) => JSON.stringify(audit.details)),
        command.commandId,
        command.route,
        hashOf(command.request),
        JSON.stringify(answer),
        notifications.map(({ channel }) => channel),
        notifications.map(({ payload }) => payload),
        events.map((event) => event.objectId),
      ],
    );
  }

  /**
   * Deadlocks simply run again. A repeat that ran beside its original loses on the key, or is refused because the
   * original did already what it asks for: then the answer is there by now, and the next round finds it.
   */
  private async mayRetry(error: unknown, command: Command): Promise<boolean> {
    const state = sqlState(error);
    if (state !== undefined && RETRYABLE.has(state)) return true;
    const refused = error instanceof DomainError && error.code !== 'COMMAND_ID_REUSED';
    if (state !== UNIQUE_VIOLATION && !refused) return false;
    const rows: unknown[] = await this.dataSource.query('SELECT 1 FROM command WHERE command_id = $1', [
      command.commandId,
    ]);
    return rows.length > 0;
  }
}

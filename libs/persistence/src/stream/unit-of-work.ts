import { createHash } from 'node:crypto';
import type { Audience, EventPayload, EventType } from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { Change, ChangeFeed } from './change-feed.js';

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
  ) {}

  get seq(): number {
    return this.firstSeq + this.events.length;
  }

  append<T extends EventType>(type: T, payload: EventPayload<T>, audience: Audience = 'everyone'): void {
    if (this.incidentId === null) throw new Error(`${type} needs an incident`);
    this.events.push({ type, payload, audience });
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
  constructor(
    private readonly dataSource: DataSource,
    private readonly feed: ChangeFeed,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** Runs `work` once per command id and returns its answer, or the first answer of a repeated command. */
  async run<R>(
    command: Command,
    incidentId: string | null,
    work: (transaction: Transaction) => Promise<R>,
  ): Promise<R> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { answer, changes } = await this.dataSource.transaction(async (manager) => {
          const firstSeq = incidentId === null ? 0 : await this.lockIncident(manager, incidentId);
          const remembered = await this.recall<R>(manager, command);
          if (remembered !== null) return { answer: remembered.answer, changes: [] };
          const transaction = new OpenTransaction(manager, this.clock(), firstSeq, incidentId);
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

  private async lockIncident(manager: EntityManager, incidentId: string): Promise<number> {
    const rows: { seq: number }[] = await manager.query('SELECT seq FROM incident WHERE id = $1 FOR UPDATE', [
      incidentId,
    ]);
    const row = rows[0];
    // A new incident inserts its own row; its numbers start at 1.
    return row?.seq ?? 0;
  }

  private async recall<R>(manager: EntityManager, command: Command): Promise<{ answer: R } | null> {
    const rows: { user_id: string | null; route: string; request_hash: string; answer: R }[] =
      await manager.query('SELECT user_id, route, request_hash, answer FROM command WHERE command_id = $1', [
        command.commandId,
      ]);
    const row = rows[0];
    if (row === undefined) return null;
    const same =
      row.user_id === command.userId &&
      row.route === command.route &&
      row.request_hash === hashOf(command.request);
    if (!same)
      throw new DomainError('COMMAND_ID_REUSED', 'this commandId was used for another request', {
        field: 'commandId',
      });
    return { answer: row.answer };
  }

  private async store(transaction: OpenTransaction, command: Command, answer: unknown): Promise<void> {
    const { manager, incidentId, firstSeq, events, now } = transaction;
    if (incidentId !== null && events.length > 0) {
      const actor = JSON.stringify({ userId: command.userId, displayName: command.displayName });
      await manager.query(
        `INSERT INTO outbox (incident_id, seq, type, payload, audience, actor, occurred_at)
         SELECT $1, $2 + ordinality, type, payload::jsonb, audience, $3::jsonb, $4
         FROM unnest($5::text[], $6::text[], $7::text[]) WITH ORDINALITY AS e(type, payload, audience, ordinality)`,
        [
          incidentId,
          firstSeq,
          actor,
          now,
          events.map((event) => event.type),
          events.map((event) => JSON.stringify(event.payload)),
          events.map((event) => event.audience),
        ],
      );
      await manager.query('UPDATE incident SET seq = $2 WHERE id = $1', [incidentId, transaction.seq]);
      transaction.announce({ kind: 'incident', incidentId, seq: transaction.seq });
    }
    for (const { action, objectId, details } of transaction.audits)
      await manager.query(
        `INSERT INTO audit_entry (at, user_id, action, object_id, incident_id, details)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [now, command.userId, action, objectId, incidentId, JSON.stringify(details)],
      );
    await manager.query(
      `INSERT INTO command (command_id, user_id, route, request_hash, answer, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        command.commandId,
        command.userId,
        command.route,
        hashOf(command.request),
        JSON.stringify(answer),
        now,
      ],
    );
    for (const change of transaction.changes) await this.feed.announce(manager, change);
  }

  /** A repeat that ran beside its original loses on the key, then finds the answer; deadlocks simply run again. */
  private async mayRetry(error: unknown, command: Command): Promise<boolean> {
    const state = sqlState(error);
    if (state !== undefined && RETRYABLE.has(state)) return true;
    if (state !== UNIQUE_VIOLATION) return false;
    const rows: unknown[] = await this.dataSource.query('SELECT 1 FROM command WHERE command_id = $1', [
      command.commandId,
    ]);
    return rows.length > 0;
  }
}

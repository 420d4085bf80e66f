import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { EntityManager } from 'typeorm';

/** Tells every process that something was committed; it carries no content, readers look for themselves. */
export type Change =
  | { readonly kind: 'incident'; readonly incidentId: string; readonly seq: number }
  | {
      readonly kind: 'positions';
      readonly incidentId: string;
      /** The reader that stored them and has shown them already. */
      readonly origin?: string;
    }
  /** Others than before may join this incident: it was opened, or its squads changed. */
  | { readonly kind: 'incident-visible'; readonly incidentId: string; readonly seq: number }
  | {
      readonly kind: 'session';
      readonly userId: string;
      /** Only this session, or every session of the user. */
      readonly sessionId: string | null;
      readonly reason: 'logout' | 'disabled' | 'expired' | 'revoked' | 'changed';
    };

/**
 * Wakes readers after a commit. A lost wake-up only delays: readers poll as a net, so nothing may rest on it.
 */
export abstract class ChangeFeed {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** Called inside the transaction of the change. */
  abstract announce(manager: EntityManager, change: Change): Promise<void>;
  /** Called after its commit. */
  abstract committed(change: Change): void;
  abstract close(): Promise<void>;

  subscribe(listener: (change: Change) => void): () => void {
    this.emitter.on('change', listener);
    return () => this.emitter.off('change', listener);
  }

  protected deliver(change: Change): void {
    this.emitter.emit('change', change);
  }
}

/** One process: woken directly after the commit. */
export class LocalChangeFeed extends ChangeFeed {
  announce(): Promise<void> {
    return Promise.resolve();
  }

  committed(change: Change): void {
    this.deliver(change);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const CHANNEL = 'izdeu_change';
const RECONNECT_MILLISECONDS = 500;

/** Several processes on one PostgreSQL: NOTIFY is delivered on commit only, LISTEN needs its own connection. */
export class PostgresChangeFeed extends ChangeFeed {
  private client: pg.Client | null = null;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly log: (line: string) => void,
  ) {
    super();
  }

  async announce(manager: EntityManager, change: Change): Promise<void> {
    await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(change)]);
  }

  /** Wakes this very process without the way through the server; the notification that follows finds nothing new. */
  committed(change: Change): void {
    this.deliver(change);
  }

  async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl, keepAlive: true });
    client.on('notification', ({ payload }) => {
      if (payload !== undefined) this.deliver(JSON.parse(payload) as Change);
    });
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    await client.connect();
    this.client = client;
    await client.query(`LISTEN ${CHANNEL}`);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.client?.end();
  }

  private reconnect(client: pg.Client): void {
    if (this.closed || this.client !== client) return;
    this.client = null;
    this.log('the change feed lost its connection and listens again; polling bridges the gap');
    const attempt = (): void => {
      if (this.closed) return;
      this.listen().catch(() => {
        this.retry = setTimeout(attempt, RECONNECT_MILLISECONDS);
      });
    };
    this.retry = setTimeout(attempt, RECONNECT_MILLISECONDS);
  }
}

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
  /** Announcements may have been lost: whoever relies on them looks for itself, now. */
  | { readonly kind: 'missed' }
  /** Others than before may join this incident: it was opened, or its squads changed. */
  | { readonly kind: 'incident-visible'; readonly incidentId: string; readonly seq: number }
  | {
      readonly kind: 'session';
      readonly userId: string;
      /** Only this session, or every session of the user. */
      readonly sessionId: string | null;
      readonly reason: 'logout' | 'disabled' | 'expired' | 'revoked' | 'changed';
    };

/** A wake-up as PostgreSQL carries it between processes. */
export interface Notification {
  readonly channel: string;
  readonly payload: string;
}

/**
 * Wakes readers after a commit. A lost wake-up only delays: readers poll as a net, so nothing may rest on it.
 */
export abstract class ChangeFeed {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** What the transaction of these changes is to send by NOTIFY; nothing when every reader is in this process. */
  abstract notifications(changes: readonly Change[]): readonly Notification[];
  /** Sends one of them by itself, with or without a transaction. */
  async announce(manager: EntityManager, change: Change): Promise<void> {
    for (const { channel, payload } of this.notifications([change]))
      await manager.query('SELECT pg_notify($1, $2)', [channel, payload]);
  }
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
  notifications(): readonly Notification[] {
    return [];
  }

  committed(change: Change): void {
    this.deliver(change);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const CHANNEL = 'izdeu_change';
/** How the server's own list of connections shows it. */
const LISTENER_NAME = 'izdeu change feed';
const RECONNECT_MILLISECONDS = 500;
/** A connection that was cut in silence looks alive: it is asked this often, and has as long to answer anything. */
const HEARTBEAT_MILLISECONDS = 2_000;
const CONNECT_MILLISECONDS = 5_000;

/** Several processes on one PostgreSQL: NOTIFY is delivered on commit only, LISTEN needs its own connection. */
export class PostgresChangeFeed extends ChangeFeed {
  private client: pg.Client | null = null;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly log: (line: string) => void,
  ) {
    super();
  }

  notifications(changes: readonly Change[]): readonly Notification[] {
    return changes.map((change) => ({ channel: CHANNEL, payload: JSON.stringify(change) }));
  }

  /** Wakes this very process without the way through the server; the notification that follows finds nothing new. */
  committed(change: Change): void {
    this.deliver(change);
  }

  async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: LISTENER_NAME,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      query_timeout: HEARTBEAT_MILLISECONDS,
    });
    client.on('notification', ({ payload }) => {
      if (payload !== undefined) this.deliver(JSON.parse(payload) as Change);
    });
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    if (this.closed) return client.end();
    this.client = client;
    this.heartbeat = setTimeout(() => this.ask(client), HEARTBEAT_MILLISECONDS);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    clearTimeout(this.heartbeat);
    await this.client?.end();
  }

  private ask(client: pg.Client): void {
    client.query('SELECT 1').then(
      () => {
        if (this.client === client && !this.closed)
          this.heartbeat = setTimeout(() => this.ask(client), HEARTBEAT_MILLISECONDS);
      },
      () => this.reconnect(client),
    );
  }

  private reconnect(client: pg.Client): void {
    if (this.closed || this.client !== client) return;
    this.client = null;
    clearTimeout(this.heartbeat);
    client.end().catch(() => undefined);
    this.log('the change feed lost its connection and listens again; polling bridges the gap');
    const attempt = (): void => {
      if (this.closed) return;
      this.listen().then(
        () => this.deliver({ kind: 'missed' }),
        () => {
          this.retry = setTimeout(attempt, RECONNECT_MILLISECONDS);
        },
      );
    };
    attempt();
  }
}

import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** A PostgreSQL with PostGIS of our own, running in a child process for as long as this one lives. */
export interface EmbeddedDatabase {
  /** For the ordinary `pg` driver; `host` is the folder of a UNIX socket. */
  readonly connection: { host: string; port: number; user: string; database: string };
  /** The process that holds the data folder. */
  readonly pid: number;
  /** Called once when the database ends without {@link close}. */
  onUnexpectedExit(listener: (reason: string) => void): void;
  /** Writes a compressed image of the database (to be an `imageFile`), complete or not at all. */
  dumpImage(file: string): Promise<void>;
  /** Ends all connections, rolls back what they left open, closes the files cleanly. Idempotent. */
  close(): Promise<void>;
}

/** What the child process says. */
export type FromChild =
  | { type: 'log'; line: string }
  | { type: 'locked'; holderPid: number }
  | { type: 'ready'; socketFolder: string }
  | { type: 'alive' }
  | { type: 'failed'; reason: string }
  | { type: 'done'; id: number; error?: string };

/** A clean close ends with a checkpoint; what is not finished by then is repeated from the log at the next opening. */
const CLOSE_LIMIT_MS = 10_000;
const WATCH_MS = 500;
/** Where the child beats, see `process/pulse.mjs`. */
const PULSE_DESCRIPTOR = 4;

interface Pending {
  readonly fulfil: () => void;
  readonly reject: (error: Error) => void;
}

/** This process's side of a running embedded database. */
export class EmbeddedProcess implements EmbeddedDatabase {
  readonly connection;
  readonly pid: number;
  private readonly exited: Promise<void>;
  private readonly listeners: ((reason: string) => void)[] = [];
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  /** Since the main thread last spoke: a statement keeps it as long as it runs. */
  private busyMs = 0;
  /** Since any thread last spoke. */
  private stillMs = 0;
  private closing = false;
  private failure: string | undefined;
  private unexpectedExit: string | undefined;
  private watch: NodeJS.Timeout | undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly options: { socketFolder: string; statementLimitMs: number; stillLimitMs: number },
  ) {
    this.pid = child.pid ?? 0;
    this.connection = { host: options.socketFolder, port: 5432, user: 'postgres', database: 'postgres' };
    child.on('message', (message: FromChild) => this.receive(message));
    child.stdio[PULSE_DESCRIPTOR]?.on('data', () => (this.stillMs = 0)).on('error', () => undefined);
    child.on('error', () => undefined);
    this.exited = new Promise((fulfil) => {
      child.once('exit', (code, signal) => {
        this.ended(this.failure ?? (signal === null ? `exit code ${code}` : `signal ${signal}`));
        fulfil();
      });
    });
    this.watch = setInterval(() => this.checkLife(), WATCH_MS).unref();
  }

  onUnexpectedExit(listener: (reason: string) => void): void {
    const reason = this.unexpectedExit;
    if (reason === undefined) this.listeners.push(listener);
    else queueMicrotask(() => listener(reason));
  }

  dumpImage(file: string): Promise<void> {
    if (!this.child.connected || this.closing)
      return Promise.reject(new Error('the embedded database is closed'));
    const id = ++this.lastId;
    return new Promise((fulfil, reject) => {
      this.pending.set(id, { fulfil, reject });
      this.child.send({ type: 'dump', id, file: resolve(file) }, () => undefined);
    });
  }

  async close(): Promise<void> {
    if (!this.closing && this.unexpectedExit === undefined) {
      this.closing = true;
      clearInterval(this.watch);
      if (this.child.connected) this.child.send({ type: 'close' }, () => undefined);
    }
    const timer = setTimeout(() => this.child.kill('SIGKILL'), CLOSE_LIMIT_MS);
    await this.exited;
    clearTimeout(timer);
  }

  private receive(message: FromChild): void {
    this.busyMs = 0;
    if (message.type === 'failed') this.failure = message.reason;
    if (message.type !== 'done') return;
    const waiting = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.error === undefined) waiting?.fulfil();
    else waiting?.reject(new Error(message.error));
  }

  /** Counts its own ticks instead of reading a clock: a laptop that slept must not condemn the child. */
  private checkLife(): void {
    this.busyMs += WATCH_MS;
    this.stillMs += WATCH_MS;
    const { statementLimitMs, stillLimitMs } = this.options;
    if (this.stillMs > stillLimitMs) this.failure = `no sign of life for ${this.stillMs} ms`;
    else if (this.busyMs > statementLimitMs)
      this.failure = `a statement ran longer than ${statementLimitMs} ms`;
    else return;
    this.child.kill('SIGKILL');
  }

  private ended(reason: string): void {
    clearInterval(this.watch);
    for (const { reject } of this.pending.values())
      reject(new Error(`the embedded database ended: ${reason}`));
    this.pending.clear();
    if (this.closing) return;
    this.unexpectedExit = reason;
    for (const listener of this.listeners) listener(reason);
  }
}

import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

import { FileSystemSync } from './file-system-sync.js';

/** A PostgreSQL with PostGIS of our own, running in a child process for as long as this one lives. */
export interface EmbeddedDatabase {
  /** For the ordinary `pg` driver; `host` is the folder of a UNIX socket. */
  readonly connection: { host: string; port: number; user: string; database: string };
  /** The process that holds the data folder. */
  readonly pid: number;
  /** Called once when the database ends without {@link close}: the station is to reopen it or to end too. */
  onUnexpectedExit(listener: (reason: string) => void): void;
  /** Writes a compressed image of the database (to be an `imageFile`), complete or not at all. */
  dumpImage(file: string): Promise<void>;
  /** Resolves once everything committed before the call would survive a power cut; concurrent calls share the work. */
  sync(): Promise<void>;
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
const WATCH_MS = 1_000;

interface Pending {
  readonly fulfil: () => void;
  readonly reject: (error: Error) => void;
}

/** This process's side of a running embedded database. */
export class EmbeddedProcess implements EmbeddedDatabase {
  readonly connection;
  readonly pid: number;
  private readonly fileSystem: FileSystemSync | undefined;
  private readonly exited: Promise<void>;
  private readonly listeners: ((reason: string) => void)[] = [];
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private silentMs = 0;
  private closing = false;
  private failure: string | undefined;
  private unexpectedExit: string | undefined;
  private watch: NodeJS.Timeout | undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly options: { socketFolder: string; dataDir?: string; stallLimitMs: number },
  ) {
    this.pid = child.pid ?? 0;
    this.connection = { host: options.socketFolder, port: 5432, user: 'postgres', database: 'postgres' };
    this.fileSystem = options.dataDir === undefined ? undefined : new FileSystemSync(options.dataDir);
    child.on('message', (message: FromChild) => this.receive(message));
    child.on('error', () => undefined);
    this.exited = new Promise((fulfil) => {
      child.once('exit', (code, signal) => {
        this.ended(this.failure ?? (signal === null ? `exit code ${code}` : `signal ${signal}`));
        fulfil();
      });
    });
    if (options.stallLimitMs > 0) this.watch = setInterval(() => this.checkLife(), WATCH_MS).unref();
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

  async sync(): Promise<void> {
    await this.fileSystem?.sync();
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
    this.silentMs = 0;
    if (message.type === 'failed') this.failure = message.reason;
    if (message.type !== 'done') return;
    const waiting = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.error === undefined) waiting?.fulfil();
    else waiting?.reject(new Error(message.error));
  }

  /** Counts its own ticks instead of reading a clock: a laptop that slept must not condemn the child. */
  private checkLife(): void {
    this.silentMs += WATCH_MS;
    if (this.silentMs <= this.options.stallLimitMs) return;
    this.failure = `no sign of life for ${this.silentMs} ms`;
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

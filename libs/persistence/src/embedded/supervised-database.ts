import { setTimeout as pause } from 'node:timers/promises';

import { DataFolderLockedError } from './data-folder-locked-error.js';
import { openEmbeddedDatabase, type EmbeddedDatabaseOptions } from './embedded-database.js';
import type { EmbeddedDatabase } from './embedded-process.js';

export { DataFolderLockedError };

/** A process that ends this often within this time will not get better by being started once more. */
const ENDS_ALLOWED = 5;
const WITHIN_MS = 60_000;
const RETRY_MS = 300;

/** After a failed sync nobody knows what the disk holds (see `process/durable-files.mjs`): a person has to look. */
const DISK_REFUSED = 'the disk refused';

type Open = (options: EmbeddedDatabaseOptions) => Promise<EmbeddedDatabase>;

/**
 * Keeps an embedded database running: when its process ends it is started again on the same folder and the same
 * socket. Clients lose their connections, not what they were answered, and find the new process where the old one was.
 */
export class SupervisedDatabase {
  private readonly ends: number[] = [];
  private readonly listeners: ((reason: string) => void)[] = [];
  private current: EmbeddedDatabase | null = null;
  private reopening: Promise<void> | null = null;
  private closing = false;
  private verdict: string | undefined;

  private constructor(
    private readonly options: EmbeddedDatabaseOptions,
    private readonly open: Open,
  ) {}

  /** @throws DataFolderLockedError when another living process has the folder */
  static async start(
    options: EmbeddedDatabaseOptions,
    open: Open = openEmbeddedDatabase,
  ): Promise<SupervisedDatabase> {
    const supervised = new SupervisedDatabase(options, open);
    supervised.adopt(await open(options));
    return supervised;
  }

  get connection(): EmbeddedDatabase['connection'] {
    if (this.current === null) throw new Error('the embedded database is not open');
    return this.current.connection;
  }

  /** False from the end of the process until the next one answers. */
  get isOpen(): boolean {
    return this.reopening === null && !this.closing && this.verdict === undefined;
  }

  /** Called once when starting it again does not help; whoever serves with it is to end too. */
  onGivenUp(listener: (reason: string) => void): void {
    const { verdict } = this;
    if (verdict === undefined) this.listeners.push(listener);
    else queueMicrotask(() => listener(verdict));
  }

  async dumpImage(file: string): Promise<void> {
    await this.current?.dumpImage(file);
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.reopening;
    await this.current?.close();
  }

  private adopt(database: EmbeddedDatabase): void {
    this.current = database;
    database.onUnexpectedExit((reason) => {
      if (this.closing) return;
      this.reopening ??= this.reopen(reason).finally(() => (this.reopening = null));
    });
  }

  private async reopen(firstReason: string): Promise<void> {
    let reason = firstReason;
    while (!this.closing) {
      if (this.isHopeless(reason)) return this.giveUp(reason);
      this.options.log?.(`the embedded database ended (${reason}) and is started again`);
      const startedAt = performance.now();
      try {
        this.adopt(await this.open(this.options));
        const took = Math.round(performance.now() - startedAt);
        this.options.log?.(`the embedded database is back after ${took} ms; what was answered is there`);
        return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        if (error instanceof DataFolderLockedError) return this.giveUp(reason);
        await pause(RETRY_MS);
      }
    }
  }

  private isHopeless(reason: string): boolean {
    const now = performance.now();
    this.ends.push(now);
    const recent = this.ends.filter((at) => at > now - WITHIN_MS);
    const isLost = this.options.dataDir === 'memory://' || reason.includes(DISK_REFUSED);
    return isLost || recent.length >= ENDS_ALLOWED;
  }

  private giveUp(reason: string): void {
    this.verdict = reason;
    for (const listener of this.listeners) listener(reason);
  }
}

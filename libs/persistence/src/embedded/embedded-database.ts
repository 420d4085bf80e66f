import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { DataFolderLockedError } from './data-folder-locked-error.js';
import { EmbeddedProcess, type EmbeddedDatabase, type FromChild } from './embedded-process.js';

export { DataFolderLockedError };
export type { EmbeddedDatabase };

export interface EmbeddedDatabaseOptions {
  /** Folder, created if missing, or `memory://` for tests. */
  readonly dataDir: string;
  /** Prepared image, used only when the folder is new. */
  readonly imageFile?: string;
  readonly log?: (line: string) => void;
  /** PGlite cannot break off a statement: one that runs longer ends the process, and with it the transaction. */
  readonly statementLimitMs?: number;
  /** A process of which no thread has run for this long is killed. */
  readonly stillLimitMs?: number;
  /** A connection silent inside a transaction for this long is ended: it keeps all others waiting. */
  readonly idleInTransactionMs?: number;
}

const STATEMENT_LIMIT_MS = 12_000;
const STILL_LIMIT_MS = 5_000;
const OPEN_LIMIT_MS = 120_000;
/** The same file seen from `src/embedded` and from `dist/embedded`: plain JavaScript, never compiled. */
const CHILD_ENTRY = new URL('../../src/embedded/process/embedded-process.mjs', import.meta.url);

/**
 * Starts the embedded database.
 * @throws DataFolderLockedError when another living process has the folder
 */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const inMemory = options.dataDir === 'memory://';
  const dataDir = inMemory ? options.dataDir : resolve(options.dataDir);
  const child = startChild();
  const log = options.log ?? (() => undefined);
  child.stdout?.on('data', (text: Buffer) => log(text.toString().trimEnd()));
  child.stderr?.on('data', (text: Buffer) => log(text.toString().trimEnd()));
  child.on('message', (message: FromChild) => {
    if (message.type === 'log') log(message.line);
  });
  const socketFolder = await untilReady(child, { ...options, dataDir });
  return new EmbeddedProcess(child, {
    socketFolder,
    statementLimitMs: options.statementLimitMs ?? STATEMENT_LIMIT_MS,
    stillLimitMs: options.stillLimitMs ?? STILL_LIMIT_MS,
  });
}

function startChild(): ChildProcess {
  const { NODE_OPTIONS: _ignored, ...env } = process.env;
  // Flags of this process (a test runner's, a debugger's port) are not the child's; it has its own.
  return fork(fileURLToPath(CHILD_ENTRY), [], {
    execArgv: (env.IZDEU_DATABASE_NODE_OPTIONS ?? '').split(' ').filter(Boolean),
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  });
}

function untilReady(child: ChildProcess, options: EmbeddedDatabaseOptions): Promise<string> {
  return new Promise((fulfil, reject) => {
    let refusal: Error | undefined;
    const timer = setTimeout(() => {
      refusal = new Error(`the embedded database did not open within ${OPEN_LIMIT_MS / 1000} s`);
      child.kill('SIGKILL');
    }, OPEN_LIMIT_MS);
    const onExit = (code: number | null, signal: string | null) => {
      clearTimeout(timer);
      reject(refusal ?? new Error(`the embedded database ended while opening (${signal ?? code})`));
    };
    const onMessage = (message: FromChild) => {
      if (message.type === 'locked') refusal = new DataFolderLockedError(options.dataDir, message.holderPid);
      else if (message.type === 'failed')
        refusal = new Error(`the embedded database did not open: ${message.reason}`);
      if (message.type !== 'ready') return;
      clearTimeout(timer);
      child.off('exit', onExit).off('message', onMessage);
      fulfil(message.socketFolder);
    };
    child.on('message', onMessage).on('exit', onExit).on('error', reject);
    const { dataDir, imageFile, idleInTransactionMs } = options;
    child.send(
      { type: 'open', dataDir, imageFile: imageFile && resolve(imageFile), idleInTransactionMs },
      () => undefined,
    );
  });
}

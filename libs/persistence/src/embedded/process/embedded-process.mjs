// @ts-check
/**
 * The process that owns an embedded database: it alone writes the data folder, holds its lock and serves the
 * ordinary PostgreSQL protocol on a private UNIX socket. It lives no longer than the process that started it.
 */
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockKey, runtimeFolder, takeFolderLock } from './folder-lock.mjs';

const HEARTBEAT_MS = 500;
const SOCKET_NAME = '.s.PGSQL.5432';
/** The pipe on which the process says that it runs at all. */
const PULSE_DESCRIPTOR = 4;
/** A socket's address holds about 104 bytes. */
const MAX_SOCKET_FOLDER = 85;

const tell = (/** @type {object} */ message) => {
  if (process.connected) process.send?.(message, () => undefined);
};
const log = (/** @type {string} */ line) => tell({ type: 'log', line });

/** @type {(() => Promise<void>) | undefined} */
let closeDatabase;
/** @type {string | undefined} */
let socketFolder;
/** @type {Promise<void> | undefined} */
let ending;

const leave = (/** @type {number} */ exitCode) => {
  if (socketFolder) rmSync(socketFolder, { recursive: true, force: true });
  process.exit(exitCode);
};

/** Says why, and ends at once: what was committed is in the write-ahead log. */
const fail = (/** @type {string} */ reason) => {
  if (!process.connected) leave(1);
  process.send?.({ type: 'failed', reason }, () => leave(1));
  setTimeout(() => leave(1), 1_000);
};

const end = () => {
  ending ??= (async () => {
    await closeDatabase?.();
    leave(0);
  })().catch((error) => fail(`closing failed: ${String(error)}`));
  return ending;
};

/** @param {{ dataDir: string, imageFile?: string, idleInTransactionMs?: number }} options */
const open = async ({ dataDir, imageFile, idleInTransactionMs }) => {
  const inMemory = dataDir === 'memory://';
  if (!inMemory) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const realDir = inMemory ? dataDir : realpathSync(dataDir);
  if (!inMemory) {
    const { heldBy } = await takeFolderLock(realDir);
    if (heldBy !== undefined) return process.send?.({ type: 'locked', holderPid: heldBy }, () => leave(3));
  }
  // Loaded only now: a refusal must come at once, and these take a second.
  const [{ openDatabaseFiles, writeImage }, { WireGateway }] = await Promise.all([
    import('./database-files.mjs'),
    import('./wire-gateway.mjs'),
  ]);
  const { db, files } = await openDatabaseFiles(realDir, imageFile, log, fail);
  const gateway = new WireGateway(db, files, fail, idleInTransactionMs);
  socketFolder = newSocketFolder(inMemory ? `memory-${process.pid}` : lockKey(realDir).slice(0, 16));
  await gateway.listen(join(socketFolder, SOCKET_NAME));
  closeDatabase = async () => {
    await gateway.close();
    await db.exec('CHECKPOINT');
    await db.close();
    files?.syncAllNow();
  };
  process.on('message', (/** @type {{ type: string, id: number, file: string }} */ message) => {
    if (message.type !== 'dump') return;
    writeImage(db, (job) => gateway.runAlone(job), message.file).then(
      () => tell({ type: 'done', id: message.id }),
      (error) => tell({ type: 'done', id: message.id, error: String(error) }),
    );
  });
  if (!process.connected) return end();
  tell({ type: 'ready', socketFolder });
  setInterval(() => tell({ type: 'alive' }), HEARTBEAT_MS).unref();
  const workerData = { descriptor: PULSE_DESCRIPTOR, everyMs: HEARTBEAT_MS };
  new Worker(new URL('./pulse.mjs', import.meta.url), { workerData }).unref();
};

const newSocketFolder = (/** @type {string} */ name) => {
  const usual = join(runtimeFolder(), name);
  // The same after a restart: clients come back to the address that they know.
  const folder = usual.length <= MAX_SOCKET_FOLDER ? usual : join('/tmp', `izdeu-${userInfo().uid}-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
};

// Whoever started this process decides when to close; a Ctrl-C in the terminal reaches both.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (!process.connected) void end();
  });
}
// Whoever started this process is gone, and the next one waits for the folder: what was answered is on the disk, the
// rest is repeated from the log.
process.on('disconnect', () => {
  if (ending === undefined) leave(closeDatabase ? 0 : 1);
});
process.on('message', (/** @type {{ type: string, dataDir: string, imageFile?: string }} */ message) => {
  if (message.type === 'open')
    open(message).catch((error) => fail(error instanceof Error ? error.message : String(error)));
  else if (message.type === 'close') void end();
});
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => fail(`unexpected: ${error.stack ?? error.message}`));

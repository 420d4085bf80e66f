// @ts-check
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a holder may take to finish its work once the process that started it has died. */
const DRAIN_MS = 5_000;
/** Cleaners of temporary folders go by age. */
const TOUCH_MS = 3_600_000;

/** @typedef {{ pid: number, startedAt: string, parentPid: number, parentStartedAt: string }} LockContent */

/**
 * When a process was started: with its pid this names it for good, a pid alone comes back.
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process (or only its zombie)
 */
export const processStart = (pid) => {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return undefined;
  }
  if (process.platform === 'win32') return 'unknown';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return 'unknown';
  }
};

const isAlive = (/** @type {number} */ pid, /** @type {string} */ startedAt) =>
  processStart(pid) === startedAt;

/** The folder for locks and sockets, this user's alone. */
export const runtimeFolder = () => {
  const folder = join(tmpdir(), `izdeu-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const foreign =
    process.getuid !== undefined && (found.uid !== process.getuid() || (found.mode & 0o077) !== 0);
  if (!found.isDirectory() || foreign) throw new Error(`${folder} is not a private folder of this user`);
  return folder;
};

/** @param {string} realDataDir */
export const lockKey = (realDataDir) => createHash('sha256').update(realDataDir).digest('hex').slice(0, 32);

/**
 * Takes the lock, or says who holds it. A lock is a file `<key>.lock.<n>`; the highest n counts and belongs to the
 * process named inside, for as long as that lives. Taking over means creating n + 1 (atomically, by link, complete);
 * the highest file is never removed, so no two processes can both believe they took over.
 * @param {string} realDataDir
 * @returns {Promise<{ heldBy: number } | { heldBy: undefined }>}
 */
export const takeFolderLock = async (realDataDir) => {
  const folder = runtimeFolder();
  const prefix = `${lockKey(realDataDir)}.lock.`;
  const draft = join(folder, `draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(ownContent()), { mode: 0o600 });
  const deadline = Date.now() + DRAIN_MS;
  try {
    for (;;) {
      const top = highest(folder, prefix);
      const holder = top > 0 ? read(join(folder, `${prefix}${top}`)) : undefined;
      if (holder && isAlive(holder.pid, holder.startedAt)) {
        const draining = !isAlive(holder.parentPid, holder.parentStartedAt);
        if (!draining || Date.now() > deadline) return { heldBy: holder.pid };
        await sleep(50);
        continue;
      }
      const own = join(folder, `${prefix}${top + 1}`);
      if (!tryLink(draft, own)) continue;
      if (highest(folder, prefix) !== top + 1) {
        rmSync(own, { force: true });
        continue;
      }
      removeBelow(folder, prefix, top + 1);
      keepFresh(own);
      return { heldBy: undefined };
    }
  } finally {
    rmSync(draft, { force: true });
  }
};

/** @returns {LockContent} */
const ownContent = () => ({
  pid: process.pid,
  startedAt: processStart(process.pid) ?? 'unknown',
  parentPid: process.ppid,
  parentStartedAt: processStart(process.ppid) ?? 'gone',
});

const numbers = (/** @type {string} */ folder, /** @type {string} */ prefix) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)));

const highest = (/** @type {string} */ folder, /** @type {string} */ prefix) =>
  Math.max(0, ...numbers(folder, prefix));

/** @param {string} folder @param {string} prefix @param {number} limit */
const removeBelow = (folder, prefix, limit) => {
  for (const n of numbers(folder, prefix))
    if (n < limit) rmSync(join(folder, `${prefix}${n}`), { force: true });
};

/** @param {string} file @returns {LockContent | undefined} */
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** @param {string} from @param {string} to */
const tryLink = (from, to) => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
};

/** @param {string} lockFile */
const keepFresh = (lockFile) => {
  setInterval(() => {
    try {
      utimesSync(lockFile, new Date(), new Date());
    } catch {
      try {
        writeFileSync(lockFile, JSON.stringify(ownContent()), { mode: 0o600, flag: 'wx' });
      } catch {
        // Nothing more can be done from here; the next hour tries again.
      }
    }
  }, TOUCH_MS).unref();
};

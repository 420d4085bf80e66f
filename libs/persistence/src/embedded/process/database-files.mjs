// @ts-check
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { DurableFiles } from './durable-files.mjs';
import { syncPathNow } from './folder-sync.mjs';
import { postgis } from './postgis-bundle.mjs';

/** Present while a new folder is being filled: nothing in it has been acknowledged to anyone. */
const FIRST_BOOT_MARK = 'izdeu-first-boot';
const MEGABYTE = 1024 * 1024;
/** Opening may repeat the log and write a checkpoint and two segments of 16 MB. */
const FREE_MEGABYTES = 64;
const WANTED_EXTENSIONS = ['postgis', 'pgcrypto', 'pg_trgm'];

const extensions = { postgis, pgcrypto, pg_trgm };

/**
 * Opens the database in a folder, filling a new one from the prepared image or, without one, by initdb.
 * A folder whose filling was interrupted is filled anew.
 * @param {string} dataDir folder, or `memory://`
 * @param {string | undefined} imageFile
 * @param {(line: string) => void} log
 * @param {(reason: string) => void} onFailure the disk refused
 * @returns {Promise<{ db: PGlite, files: DurableFiles | undefined }>} `files` when there is a folder
 */
export const openDatabaseFiles = async (dataDir, imageFile, log, onFailure) => {
  if (dataDir === 'memory://') {
    const loadDataDir = imageFile ? await readImage(imageFile, log) : undefined;
    const db = await PGlite.create({ dataDir, extensions, ...(loadDataDir ? { loadDataDir } : {}) });
    await createMissingExtensions(db, log);
    return { db, files: undefined };
  }
  checkFolder(dataDir);
  const isNew = prepareFolder(dataDir, log);
  const files = new DurableFiles(dataDir, onFailure);
  const loadDataDir = isNew && imageFile ? await readImage(imageFile, log) : undefined;
  // Opening repairs and may end with a checkpoint: in an existing folder the order counts from its first write.
  if (!isNew) await files.guard();
  const db = await PGlite.create({ fs: files, extensions, ...(loadDataDir ? { loadDataDir } : {}) });
  await createMissingExtensions(db, log);
  if (isNew) {
    await db.exec('CHECKPOINT');
    await files.guard();
    rmSync(join(dataDir, FIRST_BOOT_MARK));
    for (const folder of [dataDir, dirname(dataDir)]) syncPathNow(folder + sep);
  }
  return { db, files };
};

/** Says what is wrong before the database meets it in the middle of a repair. @param {string} dataDir */
const checkFolder = (dataDir) => {
  const control = join(dataDir, 'global', 'pg_control');
  try {
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    if (existsSync(control)) accessSync(control, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Error(`${dataDir} cannot be written (${code})`, { cause: error });
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const free = (bavail * bsize) / MEGABYTE;
  if (free < FREE_MEGABYTES)
    throw new Error(
      `the disk of ${dataDir} is full: ${Math.floor(free)} MB are free, ${FREE_MEGABYTES} are needed`,
    );
};

/**
 * @param {string} dataDir
 * @param {(line: string) => void} log
 * @returns {boolean} whether there is no database in it yet
 */
const prepareFolder = (dataDir, log) => {
  const mark = join(dataDir, FIRST_BOOT_MARK);
  if (existsSync(mark)) {
    log('the first opening of this folder was interrupted: starting it again');
    for (const name of readdirSync(dataDir)) {
      if (name !== FIRST_BOOT_MARK) rmSync(join(dataDir, name), { recursive: true });
    }
    return true;
  }
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    // Our own lock has said that nobody is in here; what a power cut left of this one could only be in the way.
    rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    return false;
  }
  if (readdirSync(dataDir).length > 0) throw new Error(`${dataDir} is neither empty nor a database folder`);
  writeFileSync(mark, '');
  return true;
};

/** @param {string} imageFile @param {(line: string) => void} log */
const readImage = async (imageFile, log) => {
  try {
    const tar = await promisify(gunzip)(readFileSync(imageFile));
    return new globalThis.Blob([tar], { type: 'application/x-tar' });
  } catch (error) {
    log(`prepared image ${imageFile} cannot be used (${String(error)}): creating the database from nothing`);
    return undefined;
  }
};

/** @param {PGlite} db @param {(line: string) => void} log */
const createMissingExtensions = async (db, log) => {
  const { rows } = await db.query('SELECT extname FROM pg_extension');
  const present = new Set(rows.map((row) => /** @type {{ extname: string }} */ (row).extname));
  for (const name of WANTED_EXTENSIONS.filter((wanted) => !present.has(wanted))) {
    log(`creating extension ${name}`);
    await db.exec(`CREATE EXTENSION IF NOT EXISTS ${name}`);
  }
};

/**
 * Writes an image of the whole database. Only reading the files stops the clients, compressing does not.
 * @param {PGlite} db
 * @param {(job: () => Promise<Blob>) => Promise<Blob>} runAlone
 * @param {string} file appears complete or not at all
 */
export const writeImage = async (db, runAlone, file) => {
  const tar = await runAlone(async () => {
    await db.exec('CHECKPOINT');
    return db.dumpDataDir('none');
  });
  const bytes = await promisify(gzip)(Buffer.from(await tar.arrayBuffer()));
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, bytes, { mode: 0o600, flush: true });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
};

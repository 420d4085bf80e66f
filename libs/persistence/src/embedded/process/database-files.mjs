// @ts-check
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { postgis } from '@electric-sql/pglite-postgis';

/** Present while a new folder is being filled: nothing in it has been acknowledged to anyone. */
const FIRST_BOOT_MARK = 'izdeu-first-boot';
const WANTED_EXTENSIONS = ['postgis', 'pgcrypto', 'pg_trgm'];

const extensions = { postgis, pgcrypto, pg_trgm };

/**
 * Opens the database in a folder, filling a new one from the prepared image or, without one, by initdb.
 * A folder whose filling was interrupted is filled anew.
 * @param {string} dataDir folder, or `memory://`
 * @param {string | undefined} imageFile
 * @param {(line: string) => void} log
 */
export const openDatabaseFiles = async (dataDir, imageFile, log) => {
  const inMemory = dataDir === 'memory://';
  const isNew = inMemory || prepareFolder(dataDir, log);
  const loadDataDir = isNew && imageFile ? await readImage(imageFile, log) : undefined;
  const db = await PGlite.create({ dataDir, extensions, ...(loadDataDir ? { loadDataDir } : {}) });
  await createMissingExtensions(db, log);
  if (isNew && !inMemory) {
    await db.exec('CHECKPOINT');
    rmSync(join(dataDir, FIRST_BOOT_MARK));
  }
  return db;
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
  if (existsSync(join(dataDir, 'PG_VERSION'))) return false;
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

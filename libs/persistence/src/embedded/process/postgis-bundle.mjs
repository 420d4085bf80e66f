// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { postgis as wholePostgis } from '@electric-sql/pglite-postgis';

/** Made by the build; without it the whole of PostGIS is opened. */
const BUNDLE = new URL('../../../dist/postgis.tar.gz', import.meta.url);
/** Of 91 MB these are used: geometry, projections, and the statements that create the extension. */
const USED = [
  /^lib\/postgresql\/postgis-\d+\.so$/u,
  /^share\/proj\//u,
  /^share\/postgresql\/extension\/postgis(?:\.control|--\d+\.\d+\.\d+\.sql)$/u,
];
const BLOCK = 512;

/**
 * PostGIS for PGlite. The database unpacks and compiles its whole bundle at every opening, and two thirds of that are
 * rasters, topology and upgrades from versions that no folder of ours ever had: a second of time and 300 MB of memory.
 * @type {typeof wholePostgis}
 */
export const postgis = existsSync(BUNDLE)
  ? {
      ...wholePostgis,
      setup: async (pg, options) => ({ ...(await wholePostgis.setup(pg, options)), bundlePath: BUNDLE }),
    }
  : wholePostgis;

/** @param {Buffer} tar @param {number} at @param {number} length */
const textAt = (tar, at, length) => {
  const field = tar.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString('utf8');
};

/**
 * The blocks of a ustar archive's entries whose names are wanted, as they are, and the end mark.
 * @param {Buffer} tar @param {(name: string) => boolean} isWanted
 */
const filterTar = (tar, isWanted) => {
  const kept = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const prefix = textAt(tar, at + 345, 155);
    const name = (prefix === '' ? '' : `${prefix}/`) + textAt(tar, at, 100);
    const size = Number.parseInt(textAt(tar, at + 124, 12).trim() || '0', 8);
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (isWanted(name)) kept.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)]);
};

/** Writes the bundle of what is used; it appears complete or not at all. */
const makeBundle = async () => {
  const { bundlePath } = await wholePostgis.setup(
    /** @type {any} */ (undefined),
    /** @type {any} */ ({ PGLITE_ENV: {} }),
  );
  if (bundlePath === undefined) throw new Error('PostGIS for PGlite names no bundle');
  const tar = await promisify(gunzip)(await readFile(bundlePath));
  const used = filterTar(tar, (name) => USED.some((pattern) => pattern.test(name.replace(/^\.\//u, ''))));
  const file = fileURLToPath(BUNDLE);
  const draft = `${file}.${process.pid}.part`;
  await mkdir(dirname(file), { recursive: true });
  try {
    // Unpacked at every opening, so packed lightly.
    await writeFile(draft, await promisify(gzip)(used, { level: 1 }));
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await makeBundle();

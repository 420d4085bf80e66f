// `npm run mapscore -- FILE.csv [--half-km 12.5] [--cell-m 50] [--seed 1]`: how well distance models place real finds.
// Each case is predicted from the other cases of the file only. Distances come from the coordinates, never from the
// file's own column, which has no cos(latitude). Score: Rossmo R over a square grid about the point of departure.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './prepare.mjs';
import { node, root, tool } from './run.mjs';

const LIBRARY = join(root, 'libs/domain/dist/index.js');
const NEEDED = join(root, 'libs/domain/dist/search-theory/radial-model.js');
/** Other cases a category needs before it has rings of its own: fewer say nothing about a 95 % distance. */
const LEAST_CASES = 10;
/** Finds nearer than this are the point itself: the width a ring has at least, and the lognormal's floor. */
const NEAR_METRES = 100;
const SHARES = [0.25, 0.5, 0.75, 0.95];

/** Only the library that computes, not the whole product. A stale tsbuildinfo may write nothing: then once more. */
const loadDomain = async () => {
  await ensureDependencies();
  const compile = (more) => node(tool('typescript/bin/tsc'), ['-b', 'libs/domain', ...more]);
  await compile([]);
  if (!existsSync(NEEDED)) await compile(['--force']);
  return import(pathToFileURL(LIBRARY).href);
};

// --- cases -------------------------------------------------------------------------------------------------------

/** Fields of one line; quotes may hide commas, and a doubled quote is one. */
const fieldsOf = (line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted?.replaceAll('""', '"') ?? bare).trim(),
  );

const COLUMNS = {
  name: /^(case.?)?(name|id)$/i,
  ippLatitude: /^ipp.?lat/i,
  ippLongitude: /^ipp.?lo/i,
  findLatitude: /^find.?lat/i,
  // One of the published files has `Find Lot`.
  findLongitude: /^find.?lo/i,
  category: /category/i,
  terrain: /terrain/i,
};

const isWithin = (value, limit) => Number.isFinite(value) && Math.abs(value) <= limit;
const coordinate = (text) => (text === undefined || text === '' ? Number.NaN : Number(text));

/** Cases with both places; the rest by name, so that no row is lost in silence. */
const readCases = (text, distanceMetres) => {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const titles = fieldsOf(header);
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([key, pattern]) => [key, titles.findIndex((title) => pattern.test(title))]),
  );
  const missing = ['ippLatitude', 'ippLongitude', 'findLatitude', 'findLongitude'].filter(
    (key) => at[key] < 0,
  );
  if (missing.length > 0) throw new Error(`the file has no column for ${missing.join(', ')}`);
  const cases = [];
  const unusable = [];
  for (const [index, line] of lines.entries()) {
    const fields = fieldsOf(line);
    const name = fields[at.name] || `row ${index + 2}`;
    const ipp = [coordinate(fields[at.ippLongitude]), coordinate(fields[at.ippLatitude])];
    const find = [coordinate(fields[at.findLongitude]), coordinate(fields[at.findLatitude])];
    if (![ipp, find].every(([lon, lat]) => isWithin(lon, 180) && isWithin(lat, 90))) unusable.push(name);
    else {
      const place = [...ipp, ...find].join();
      const category = fields[at.category] || 'unknown';
      const terrain = fields[at.terrain] || 'unknown';
      cases.push({ name, ipp, find, place, category, terrain, distance: distanceMetres(ipp, find) });
    }
  }
  return { cases, unusable };
};

/**
 * What a case is predicted from: other cases of its category on its terrain, else of its category, else all. Rows of
 * the same two places are one incident, and none of them may tell about itself.
 */
const othersOf = (one, cases) => {
  const others = cases.filter(({ place }) => place !== one.place);
  const distancesOf = (some) => some.map(({ distance }) => distance);
  const ofCategory = others.filter(({ category }) => category === one.category);
  const ofTerrain = ofCategory.filter(({ terrain }) => terrain === one.terrain);
  const own = [ofTerrain, ofCategory].find((some) => some.length >= LEAST_CASES);
  return { own: distancesOf(own ?? others), all: distancesOf(others), isOwn: own !== undefined };
};

// --- models ------------------------------------------------------------------------------------------------------

const modelsOf = (domain) => {
  const rings = (distances) => domain.ringModel(domain.ringRadiiFromCases(distances, NEAR_METRES));
  const graded = (distances) => domain.gradedRingModel(domain.ringRadiiFromCases(distances, NEAR_METRES));
  const logNormal = (distances) =>
    domain.logNormalModel(domain.fitLogNormal(distances, NEAR_METRES), NEAR_METRES);
  return {
    'rings by category': ({ own }) => rings(own),
    'rings, all cases': ({ all }) => rings(all),
    'rings, graded': ({ own }) => graded(own),
    lognormal: ({ own }) => logNormal(own),
    combined: ({ own, all }) =>
      domain.mixedModel([graded(own), graded(all), logNormal(own)].map((model) => ({ model, weight: 1 }))),
    'uniform disc': ({ own }) =>
      domain.discModel(Math.max(NEAR_METRES, domain.empiricalQuantile(own, 0.95) / Math.sqrt(0.95))),
  };
};

// --- score -------------------------------------------------------------------------------------------------------

/** Cells of a square about the origin, by the distance of their centres; the origin is the centre of one. */
const gridOf = (halfMetres, cellMetres) => {
  const reach = Math.floor(halfMetres / cellMetres);
  const side = 2 * reach + 1;
  const distances = new Float64Array(side * side);
  for (let row = -reach; row <= reach; row += 1)
    for (let column = -reach; column <= reach; column += 1)
      distances[(row + reach) * side + column + reach] = Math.hypot(row, column) * cellMetres;
  const indexOf = (east, north) => {
    const [column, row] = [Math.round(east / cellMetres), Math.round(north / cellMetres)];
    return Math.max(Math.abs(column), Math.abs(row)) <= reach
      ? (row + reach) * side + column + reach
      : undefined;
  };
  return { distances, indexOf, side };
};

const score = (one, model, grid, domain) => {
  const bearing = (domain.bearingDegrees(one.ipp, one.find) * Math.PI) / 180;
  const index = grid.indexOf(one.distance * Math.sin(bearing), one.distance * Math.cos(bearing));
  if (index === undefined) return undefined;
  const cells = grid.distances.map((distance) => model.density(distance));
  return domain.rossmoScore(domain.rossmoShare(cells, index));
};

const interval = ({ mean, low, high }) => `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

const evaluate = (title, modelOf, cases, grid, domain, seed) => {
  const scores = [];
  const within = SHARES.map(() => 0);
  for (const one of cases) {
    const model = modelOf(othersOf(one, cases));
    scores.push(score(one, model, grid, domain));
    SHARES.forEach((share, at) => {
      if (one.distance <= domain.distanceOfShare(model, share)) within[at] += 1;
    });
  }
  const inside = scores.filter((value) => value !== undefined);
  const every = scores.map((value) => value ?? -1);
  const mean = (values) => (values.length > 0 ? interval(domain.bootstrapMean(values, { seed })) : '-');
  const shares = within.map((count) => `${((100 * count) / cases.length).toFixed(1)} %`);
  return [title, String(inside.length), mean(inside), mean(every), ...shares];
};

const printTable = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
};

const positive = (values, name) => {
  const number = Number(values[name]);
  if (!(number > 0)) throw new Error(`--${name} must be a number greater than 0`);
  return number;
};

const main = async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'half-km': { type: 'string', default: '12.5' },
      'cell-m': { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error('usage: npm run mapscore -- FILE.csv [--half-km N] [--cell-m N]');
  const [halfKm, cellMetres, seed] = ['half-km', 'cell-m', 'seed'].map((name) => positive(values, name));
  const domain = await loadDomain();
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const { cases, unusable } = readCases(await readFile(path, 'utf8'), domain.distanceMetres);
  if (cases.length < 3)
    throw new Error(`${cases.length} cases with coordinates are too few to predict one from others`);
  const grid = gridOf(halfKm * 1000, cellMetres);
  const twins = cases.length - new Set(cases.map(({ place }) => place)).size;
  const ownRings = cases.filter((one) => othersOf(one, cases).isOwn).length;
  console.log(
    `${cases.length} cases, grid ${grid.side} x ${grid.side} cells of ${cellMetres} m, seed ${seed}`,
  );
  console.log(
    `${ownRings} cases have a category with at least ${LEAST_CASES} others; the rest use all other cases`,
  );
  if (twins > 0)
    console.log(`${twins} rows repeat the places of another row: scored, but never used for each other`);
  if (unusable.length > 0) console.log(`without usable coordinates, not scored: ${unusable.join(', ')}`);
  console.log(
    'R: mean Rossmo R with 95 % bootstrap interval; off the grid there is no cell, "all" counts it as -1',
  );
  printTable([
    ['model', 'on grid', 'R on grid', 'R all', ...SHARES.map((share) => `in r${share * 100}`)],
    ...Object.entries(modelsOf(domain)).map(([title, modelOf]) =>
      evaluate(title, modelOf, cases, grid, domain, seed),
    ),
  ]);
};

try {
  await main();
} catch (error) {
  console.error(`izdeu: ${error.message}`);
  process.exitCode = 1;
}

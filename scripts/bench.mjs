// `npm run bench [-- NAME ...]`: prints ratios against a baseline measured in the same run; exits 0 whatever they are.
// A bench is test/bench/NAME.bench.mjs, written against the built libraries, and exports
//   { name, run(context) => Promise<Array<{ name, ours, baseline, ratio, goal, unit }>> }
// with context = { postgresUrl, redisUrl, chromium, stationEntry, tmp() }.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild, ensureDependencies } from './prepare.mjs';
import { cache, onStopSignal, root, say } from './run.mjs';
import { startServices } from './services.mjs';

const BENCH_TIMEOUT_MS = 15 * 60_000;
const SUFFIX = '.bench.mjs';
const folder = join(root, 'test/bench');
const wanted = process.argv.slice(2);

const temporary = [];
const tmp = async () => {
  const path = await mkdtemp(join(tmpdir(), 'izdeu-bench-'));
  temporary.push(path);
  return path;
};
const removeTemporary = () =>
  Promise.all(temporary.splice(0).map((path) => rm(path, { recursive: true, force: true, maxRetries: 5 })));

const withTimeout = (work) => {
  let timer;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`took over ${BENCH_TIMEOUT_MS / 60_000} minutes`)),
      BENCH_TIMEOUT_MS,
    );
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
};

const loadBench = async (file) => {
  const module = await import(pathToFileURL(join(folder, file)).href);
  return { name: file.slice(0, -SUFFIX.length), ...(module.bench ?? module) };
};

const number = (value) =>
  typeof value !== 'number'
    ? String(value ?? '-')
    : Number.isInteger(value) || Math.abs(value) >= 1000
      ? Math.round(value).toLocaleString('en')
      : value.toPrecision(3);

const HEADER = ['name', 'ours', 'baseline', 'ratio', 'goal'];
const cells = ({ name, ours, baseline, ratio, goal, unit }) => {
  const withUnit = (value) =>
    value === undefined || value === null ? '-' : `${number(value)} ${unit ?? ''}`.trim();
  return [name, withUnit(ours), withUnit(baseline), number(ratio), String(goal ?? '-')];
};

const printTable = (results) => {
  const rows = [HEADER, ...results.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  console.log('');
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
};

const runOne = async (file, context) => {
  const fallback = file.slice(0, -SUFFIX.length);
  try {
    const bench = await loadBench(file);
    say(`bench ${bench.name} ...`);
    return await withTimeout(bench.run(context));
  } catch (error) {
    console.error(error);
    return [{ name: fallback, ours: `failed: ${error.message}`, unit: '' }];
  } finally {
    await removeTemporary();
  }
};

const main = async () => {
  await ensureDependencies();
  await ensureBuild();
  const files = (existsSync(folder) ? await readdir(folder) : [])
    .filter((file) => file.endsWith(SUFFIX))
    .filter((file) => wanted.length === 0 || wanted.includes(file.slice(0, -SUFFIX.length)))
    .sort();
  if (files.length === 0) say(`no bench ${wanted.join(', ')} in test/bench`);
  const { stop, postgresUrl, redisUrl, chromium } = await startServices();
  onStopSignal(async () => {
    await stop();
    await removeTemporary();
  });
  const context = {
    postgresUrl,
    redisUrl,
    chromium,
    stationEntry: join(root, 'apps/station/dist/main.js'),
    tmp,
  };
  const results = [];
  try {
    for (const file of files) results.push(...(await runOne(file, context)));
  } finally {
    await stop();
  }
  printTable(results);
  const machine = {
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.version,
  };
  await mkdir(cache, { recursive: true });
  await writeFile(
    join(cache, 'bench.json'),
    JSON.stringify({ measuredAt: new Date().toISOString(), machine, results }, null, 2),
  );
};

try {
  await main();
} catch (error) {
  console.error(error);
}
// A bench may leave a socket or a timer behind; the numbers are printed, nothing is to wait for it.
process.exit(0);

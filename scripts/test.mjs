// `npm test`: everything, in the order in which a mistake is cheapest to find. `npm test -- STAGE [PATTERN ...]` runs
// one stage; for the stages of tests PATTERN picks files by path.
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies } from './prepare.mjs';
import { cache, exitCode, onStopSignal, root, say, tool } from './run.mjs';
import { startServices } from './services.mjs';

const inNode = async (file, args, options) => {
  const code = await exitCode(process.execPath, [tool(file), ...args], options);
  if (code !== 0) throw new Error(`exited with ${code}`);
};

/** Checks that read the sources: the first that fails ends the run. `lint`, the longest, goes on beside those after it. */
const checks = {
  dependencies: ensureDependencies,
  format: () =>
    inNode('prettier/bin/prettier.cjs', [
      ...['--check', '--log-level', 'warn'],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', join(cache, 'prettier')],
      '.',
    ]),
  // No cache here: a rule that looks at types depends on more files than the one it reports.
  lint: () => inNode('eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
  boundaries: () =>
    inNode('dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', '.dependency-cruiser.cjs'],
      ...['apps', 'libs', 'test'],
    ]),
  types: () => inNode('typescript/bin/tsc', ['-b']),
  build: () => ensureBuild(),
};

/** Jest projects: all of them run, whatever the earlier ones said. What measures time or kills servers runs alone. */
const suites = {
  unit: ['--maxWorkers=2'],
  contract: ['--maxWorkers=2'],
  integration: ['--maxWorkers=2'],
  // Servers that were killed leave ends of pipes here that nobody closes.
  faults: ['--runInBand', '--forceExit'],
  // Each file has a station and a browser of its own; most of their time is waiting.
  e2e: ['--maxWorkers=2'],
};

const [only, ...patterns] = process.argv.slice(2);
if (only !== undefined && !(only in checks) && !(only in suites)) {
  console.error(
    `izdeu: no such stage: ${only}. Stages: ${[...Object.keys(checks), ...Object.keys(suites)].join(' ')}`,
  );
  process.exit(2);
}

const rows = [];
const tally = { passed: 0, failed: 0, skipped: 0 };
const hasFailed = () => rows.some(({ ok }) => !ok);

const stage = async (name, work) => {
  say(`--- ${name}`);
  const started = performance.now();
  const row = { name, ok: true, note: '' };
  try {
    row.note = (await work()) ?? '';
  } catch (error) {
    row.ok = false;
    row.note = error.message;
  }
  row.seconds = (performance.now() - started) / 1000;
  rows.push(row);
  return row.ok;
};

/** No suite takes half as long on a machine that does nothing else. */
const SUITE_LIMIT_MS = 25 * 60_000;
/** After its report Jest has nothing left to do; what keeps it is a test that left something open. */
const LEAVING_LIMIT_MS = 30_000;

/** Why Jest was ended from outside, as soon as it has to be: a run that hangs says nothing about its tests. */
const limitOf = (report) => {
  const limit = new AbortController();
  const started = Date.now();
  const watch = setInterval(() => {
    const { mtimeMs } = statSync(report, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs !== undefined && Date.now() - mtimeMs > LEAVING_LIMIT_MS)
      limit.abort('its tests ended but left something open');
    else if (Date.now() - started > SUITE_LIMIT_MS) limit.abort('it did not end in time');
  }, 1_000);
  return { signal: limit.signal, release: () => clearInterval(watch) };
};

const jest = async (name, environment) => {
  const report = join(cache, `jest-${name}.json`);
  await rm(report, { force: true });
  const limit = limitOf(report);
  const code = await exitCode(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', tool('jest/bin/jest.js')],
      ...['--selectProjects', name, ...suites[name], '--passWithNoTests', '--json', '--outputFile', report],
      ...(patterns.length > 0 ? ['--testPathPatterns', ...patterns] : []),
    ],
    { env: { ...process.env, ...environment }, limit: limit.signal },
  ).finally(limit.release);
  const why = limit.signal.reason ?? `it exited with ${code}`;
  if (!existsSync(report)) {
    tally.failed += 1;
    throw new Error(`jest gave no report: ${why}`);
  }
  const result = JSON.parse(await readFile(report, 'utf8'));
  const skipped = result.numPendingTests + result.numTodoTests;
  // A suite that does not even load has no tests to count: it counts as one that failed.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  tally.passed += result.numPassedTests;
  tally.failed += failed;
  tally.skipped += skipped;
  const note = `${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  if (code !== 0 && failed === 0) {
    tally.failed += 1;
    throw new Error(`${note}, but ${why}`);
  }
  if (code !== 0) throw new Error(note);
  if (result.numTotalTests > 0) return note;
  if (patterns.length === 0) return 'no tests';
  tally.failed += 1;
  throw new Error(`no test matches ${patterns.join(' ')}`);
};

const check = async (name) => {
  const wanted =
    only === undefined || only === name || name === 'dependencies' || (only in suites && name === 'build');
  if (!wanted || (await stage(name, checks[name]))) return true;
  tally.failed += 1;
  return false;
};

/** Runs checks one after another until one fails. */
const inTurn = async (names) => {
  for (const name of names) if (!(await check(name))) return false;
  return true;
};

const runChecks = async () => {
  if (!(await inTurn(['dependencies', 'format']))) return false;
  const passed = await Promise.all([check('lint'), inTurn(['boundaries', 'types', 'build'])]);
  return passed.every(Boolean);
};

let services;
let stopping;
const stopServices = () => (stopping ??= services?.stop() ?? Promise.resolve());

const runSuites = async () => {
  const ready = await stage('services', async () => {
    services = await startServices();
  });
  if (!ready) {
    tally.failed += 1;
    return;
  }
  try {
    for (const name of Object.keys(suites))
      if (only === undefined || only === name) await stage(name, () => jest(name, services.environment));
  } finally {
    await stopServices();
  }
};

onStopSignal(stopServices);
await mkdir(cache, { recursive: true });
process.chdir(root);
if ((await runChecks()) && (only === undefined || only in suites)) {
  await runSuites();
  // A pattern that stopped matching must not look like success.
  if (tally.passed === 0) tally.failed ||= 1;
}

console.log('\nstage          seconds  result');
for (const { name, ok, note, seconds } of rows)
  console.log(
    `${name.padEnd(14)} ${seconds.toFixed(1).padStart(7)}  ${ok ? 'ok' : 'FAILED'}${note === '' ? '' : `  ${note}`}`,
  );
console.log(
  `${'in all'.padEnd(14)} ${rows
    .reduce((sum, { seconds }) => sum + seconds, 0)
    .toFixed(1)
    .padStart(7)}\n`,
);
const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
console.log(`tests: ${tally.passed} passed, ${tally.failed} failed${skipped}`);
process.exitCode = hasFailed() || tally.failed > 0 ? 1 : 0;

// `npm run faults` lists the scenarios; `npm run faults -- NAME|all [--seed N] [--mode embedded|server] [--kills N]`
// runs the long set, prints one table and writes .cache/faults.json. Exits other than 0 when a promise is broken.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild, ensureDependencies } from './prepare.mjs';
import { cache, exitCode, onStopSignal, root, tool } from './run.mjs';
import { startServices } from './services.mjs';

const catalogue = JSON.parse(await readFile(join(root, 'test/faults/catalogue.json'), 'utf8'));
const COLUMNS = {
  scenario: 'scenario',
  mode: 'mode',
  acknowledged: 'acknowledged',
  lost: 'lost',
  doubled: 'doubled',
  missed: 'missed',
  seconds: 'seconds',
  plainMissedPercent: 'plain missed %',
  recoveryMissedPercent: 'recovery missed %',
};

const fail = (line) => {
  console.error(`izdeu: ${line}`);
  process.exit(2);
};

const readArguments = () => {
  try {
    const options = { seed: { type: 'string' }, mode: { type: 'string' }, kills: { type: 'string' } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    for (const name of ['seed', 'kills'])
      if (values[name] !== undefined && !/^\d+$/.test(values[name])) fail(`--${name} takes a number`);
    if (values.mode !== undefined && !['embedded', 'server'].includes(values.mode))
      fail('--mode is embedded or server');
    return { ...values, names: positionals };
  } catch (error) {
    return fail(error.message);
  }
};

const cell = (value) =>
  value === undefined
    ? '-'
    : typeof value === 'number' && !Number.isInteger(value)
      ? value.toFixed(1)
      : String(value);

const printTable = (rows) => {
  const known = new Set([...Object.keys(COLUMNS), 'seed', 'ok']);
  const lines = [[...Object.values(COLUMNS), 'figures']];
  for (const row of rows) {
    const others = Object.entries(row).filter(([name]) => !known.has(name));
    lines.push([
      ...Object.keys(COLUMNS).map((name) => cell(row[name])),
      others.map(([name, value]) => `${name}=${cell(value)}`).join(' '),
    ]);
  }
  // The last column is as wide as it likes.
  const widths = lines[0].map((_, column) =>
    column === lines[0].length - 1 ? 0 : Math.max(...lines.map((line) => line[column].length)),
  );
  console.log('');
  for (const line of lines)
    console.log(
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
};

const run = async (names, { seed = '1', mode, kills }, environment) => {
  const report = join(cache, 'faults.jsonl');
  await rm(report, { force: true });
  const files = [...new Set(names.map((name) => catalogue[name].file))];
  const patterns = files.map((file) => `test/faults/${file}\\.test\\.ts$`);
  const code = await exitCode(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', tool('jest/bin/jest.js')],
      ...['--selectProjects', 'faults', '--runInBand', '--forceExit', '--testPathPatterns', ...patterns],
    ],
    {
      env: {
        ...process.env,
        ...environment,
        IZDEU_FAULTS: names.join(','),
        IZDEU_FAULTS_LONG: '1',
        IZDEU_FAULTS_SEED: seed,
        IZDEU_FAULTS_REPORT: report,
        ...(mode !== undefined && { IZDEU_FAULTS_MODE: mode }),
        ...(kills !== undefined && { IZDEU_FAULTS_KILLS: kills }),
      },
    },
  );
  const text = existsSync(report) ? await readFile(report, 'utf8') : '';
  return {
    code,
    rows: text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
};

const main = async ({ names, ...options }) => {
  if (names.length === 0) {
    for (const [name, { promises, what }] of Object.entries(catalogue))
      console.log(`${name.padEnd(20)} ${promises.padEnd(8)} ${what}`);
    return 0;
  }
  const wanted = names.includes('all') ? Object.keys(catalogue) : names;
  const unknown = wanted.filter((name) => !(name in catalogue));
  if (unknown.length > 0) fail(`no such scenario: ${unknown.join(' ')}; npm run faults lists them`);
  const possible = wanted.filter((name) => (catalogue[name].modes ?? [options.mode]).includes(options.mode));
  const chosen = options.mode === undefined ? wanted : possible;
  if (chosen.length === 0) fail(`${wanted.join(' ')} does not exist in mode ${options.mode}`);
  await mkdir(cache, { recursive: true });
  await ensureDependencies();
  await ensureBuild();
  const services = await startServices();
  onStopSignal(() => services.stop());
  try {
    const { code, rows } = await run(chosen, options, services.environment);
    printTable(rows);
    const result = { measuredAt: new Date().toISOString(), rows };
    await writeFile(join(cache, 'faults.json'), JSON.stringify(result, null, 2));
    // A scenario that left no row did not run: that is no proof either.
    const silent = chosen.filter((name) => !rows.some(({ scenario }) => scenario === name));
    if (silent.length > 0) console.log(`\nwithout a result: ${silent.join(' ')}`);
    return code !== 0 || silent.length > 0 ? 1 : 0;
  } finally {
    await services.stop();
  }
};

process.exitCode = await main(readArguments());

import { appendFileSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { basename, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { testedModes, type DatabaseMode } from '@izdeu/testing';

/** What a run measured. The first fields are columns of the table; whatever else is named stands in its last one. */
export interface Figures {
  readonly acknowledged?: number;
  readonly lost?: number;
  readonly doubled?: number;
  readonly missed?: number;
  readonly plainMissedPercent?: number;
  readonly recoveryMissedPercent?: number;
  readonly [figure: string]: number | string | undefined;
}

/** How much of it: the short set proves the way on every commit, the long set the promised numbers. */
export interface Plan {
  readonly mode: DatabaseMode;
  readonly seed: number;
  readonly long: boolean;
  readonly kills: number;
}

interface Entry {
  readonly file: string;
  readonly promises: string;
  readonly what: string;
  readonly modes?: readonly DatabaseMode[];
  /** Only in the long set, for its time. */
  readonly onlyLong?: boolean;
  /** In the short set only these modes, where the mode changes nothing of what is proved. */
  readonly shortModes?: readonly DatabaseMode[];
}

const CATALOGUE = JSON.parse(
  readFileSync(resolve(import.meta.dirname, 'catalogue.json'), 'utf8'),
) as Readonly<Record<string, Entry>>;

const environment = process.env;
const LONG = environment.IZDEU_FAULTS_LONG === '1';
const WANTED = environment.IZDEU_FAULTS?.split(',');
const SEED = Number(environment.IZDEU_FAULTS_SEED ?? 1);
const KILLS = Number(environment.IZDEU_FAULTS_KILLS ?? (LONG ? 51 : 3));
/** Where `npm run faults` gathers its table, one JSON object a line. */
const REPORT = environment.IZDEU_FAULTS_REPORT;

jest.setTimeout(LONG ? 3_600_000 : 180_000);

const entryOf = (name: string): Entry => {
  const entry = CATALOGUE[name];
  if (entry === undefined) throw new Error(`catalogue.json does not name the scenario ${name}`);
  return entry;
};

const isChosen = (name: string, mode: DatabaseMode): boolean => {
  const { modes, onlyLong, shortModes } = entryOf(name);
  if (modes !== undefined && !modes.includes(mode)) return false;
  if (environment.IZDEU_FAULTS_MODE !== undefined && environment.IZDEU_FAULTS_MODE !== mode) return false;
  if (WANTED !== undefined) return WANTED.includes(name);
  return LONG || (onlyLong !== true && (shortModes ?? [mode]).includes(mode));
};

const report = (row: object): void => {
  if (REPORT !== undefined) appendFileSync(REPORT, `${JSON.stringify(row)}\n`);
  else console.log(JSON.stringify(row));
};

/** Middle and slowest of some times, in whole milliseconds. */
export const spread = (milliseconds: readonly number[]): { medianMs: number; slowestMs: number } => {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const figure = (value: number | undefined): number => Math.round(value ?? 0);
  return { medianMs: figure(sorted[Math.floor(sorted.length / 2)]), slowestMs: figure(sorted.at(-1)) };
};

const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;

/**
 * Declares scenarios of one file: a test for each that is wanted, in each mode it exists in. `open` prepares what
 * the scenarios of a mode share.
 */
export const scenarios = <W extends { close(): Promise<void> }>(
  open: (mode: DatabaseMode) => Promise<W>,
  runs: Readonly<Record<string, (world: W, plan: Plan) => Promise<Figures>>>,
): void => {
  // Also what keeps a file whose scenarios all belong to the long set from being one without tests.
  test('each scenario stands in the catalogue with this file', () => {
    const files = new Set(Object.keys(runs).map((name) => entryOf(name).file));
    expect([...files].map((file) => `${file}.test.ts`)).toEqual([basename(expect.getState().testPath ?? '')]);
  });
  for (const mode of testedModes()) {
    const chosen = Object.entries(runs).filter(([name]) => isChosen(name, mode));
    if (chosen.length === 0) continue;
    describe(mode, () => {
      let world: W | undefined;
      beforeAll(async () => {
        world = await open(mode);
      });
      afterAll(() => world?.close());
      for (const [name, run] of chosen) {
        const { promises, what } = entryOf(name);
        test(`${name} (${promises}): ${what}`, async () => {
          const started = performance.now();
          const row = { scenario: name, mode, seed: SEED };
          try {
            if (world === undefined) throw new Error('there is no world to break');
            const figures = await run(world, { mode, seed: SEED, long: LONG, kills: KILLS });
            report({ ...row, ...figures, seconds: seconds(started), ok: true });
          } catch (error) {
            const broken = (error as Error).message.split('\n').slice(0, 6).join(' ');
            report({ ...row, seconds: seconds(started), ok: false, broken });
            throw error;
          }
        });
      }
    });
  }
};

/** The promise of every scenario: nothing acknowledged is lost or doubled, no event missed or applied twice. */
export const expectNoLoss = (figures: Figures): void => {
  const { lost = 0, doubled = 0, missed = 0 } = figures;
  expect({ lost, doubled, missed }).toEqual({ lost: 0, doubled: 0, missed: 0 });
};

// P9: from `node main.js` to a green `/health/ready`, on an empty folder and again on the same one; baseline: the
// folder opened by PGlite alone in a process of its own.
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { median, now, peakMegabytes, startStation } from './support/station.mjs';

const ROUNDS = 5;

const bareReopen = (dataDir) =>
  new Promise((resolve, reject) => {
    const started = now();
    const file = join(import.meta.dirname, 'support/bare-pglite.mjs');
    const child = spawn(process.execPath, [file, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let milliseconds = null;
    let megabytes = 0;
    child.stdout.once('data', () => {
      milliseconds = now() - started;
      megabytes = peakMegabytes(child.pid);
    });
    child.once('error', reject);
    child.once('exit', () =>
      milliseconds === null ? reject(new Error('bare PGlite failed')) : resolve({ milliseconds, megabytes }),
    );
  });

export const name = 'start';
export const run = async ({ stationEntry, tmp }) => {
  const figures = { first: [], second: [], bare: [], peak: [], barePeak: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await tmp();
    const dataDir = join(folder, 'data');
    const first = await startStation({ entry: stationEntry, dataDir });
    figures.first.push(first.milliseconds);
    await first.stop();
    await cp(dataDir, join(folder, 'copy'), { recursive: true });
    const second = await startStation({ entry: stationEntry, dataDir });
    figures.second.push(second.milliseconds);
    figures.peak.push(peakMegabytes(second.pid));
    await second.stop();
    const bare = await bareReopen(join(folder, 'copy'));
    figures.bare.push(bare.milliseconds);
    figures.barePeak.push(bare.megabytes);
  }
  const row = (what, ours, baseline, goal, unit) => {
    const [left, right] = [median(figures[ours]), median(figures[baseline])];
    return { name: `start ${what}`, ours: left, baseline: right, ratio: left / right, goal, unit };
  };
  return [
    row('first, empty folder', 'first', 'bare', '≤ 4 s', 'ms'),
    row('second', 'second', 'bare', '≤ 2 ×', 'ms'),
    row('second, peak memory', 'peak', 'barePeak', '-', 'MB'),
  ];
};

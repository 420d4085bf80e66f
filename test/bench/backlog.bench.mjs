// P5: 500 phones come back at once, each with 600 buffered fixes, while a dispatcher goes on assigning sectors.
// Baseline: the same assignments just before, with nobody coming back. Every phone must be there afterwards, and the whole track of every twentieth.
import { setTimeout as sleep } from 'node:timers/promises';
import { startHelper } from './support/helper.mjs';
import {
  createDatabase,
  median,
  now,
  prepareIncident,
  quantile,
  squareOutline,
  startStation,
} from './support/station.mjs';

const PHONES = 500;
const FIXES = 600;
const SAMPLED_DEVICES = 25;
const ALONE = 40;
const BETWEEN_MILLISECONDS = 100;

const countFixes = async (station, { dispatcher, incidentId }) => {
  const { items } = await station.call(dispatcher, 'GET', `/incidents/${incidentId}/positions`);
  if (items.length !== PHONES) throw new Error(`${items.length} phones are there of ${PHONES}`);
  for (let index = 0; index < PHONES; index += PHONES / SAMPLED_DEVICES) {
    const track = `/incidents/${incidentId}/positions/track?deviceId=${items[index].deviceId}&limit=5000`;
    const { length } = (await station.call(dispatcher, 'GET', track)).items;
    if (length !== FIXES) throw new Error(`a phone has ${length} fixes of ${FIXES}`);
  }
};

const measure = async (label, station, seconds) => {
  const prepared = await prepareIncident(station);
  const { dispatcher, searcher, incidentId, teamId, write } = prepared;
  const grid = { boundary: squareOutline(4), cellSizeMetres: 100 };
  await write(dispatcher, `/incidents/${incidentId}/grids`, grid);
  const { features } = await station.call(dispatcher, 'GET', `/incidents/${incidentId}/sectors`);
  const sectors = features.map(({ id }) => id);
  const assign = async (times) => {
    const started = now();
    await write(dispatcher, `/incidents/${incidentId}/assignments`, { sectorIds: [sectors.pop()], teamId });
    times.push(now() - started);
  };
  const alone = [];
  for (let n = 0; n < ALONE; n += 1) await assign(alone);
  const phones = startHelper('reporters.mjs', [station.url, incidentId, searcher, PHONES, PHONES, FIXES]);
  try {
    await phones.next(({ ready }) => ready);
    phones.say('go');
    let result = null;
    const ended = phones.next(({ done }) => done).then((message) => (result = message));
    const meanwhile = [];
    while (result === null && sectors.length > 0) {
      await assign(meanwhile);
      await sleep(BETWEEN_MILLISECONDS);
    }
    await ended;
    if (result.refused > 0) throw new Error(`${result.refused} batches were refused`);
    await countFixes(station, prepared);
    const p99 = quantile(meanwhile, 0.99);
    return [
      {
        name: `backlog ${label}, all durable`,
        ours: result.milliseconds / 1_000,
        goal: `≤ ${seconds} s`,
        unit: 's',
      },
      {
        name: `backlog ${label}, assign p99 of ${meanwhile.length}`,
        ours: p99,
        baseline: quantile(alone, 0.99),
        ratio: p99 / quantile(alone, 0.99),
        goal: '≤ 500 ms',
        unit: 'ms',
      },
      {
        name: `backlog ${label}, assign p50`,
        ours: median(meanwhile),
        baseline: median(alone),
        goal: '-',
        unit: 'ms',
      },
    ];
  } finally {
    phones.stop();
  }
};

export const name = 'backlog';
export const run = async ({ postgresUrl, stationEntry, tmp }) => {
  const rows = [];
  for (const [label, seconds] of [
    ['server', 60],
    ['embedded', 120],
  ]) {
    const databaseUrl = label === 'server' ? await createDatabase(postgresUrl) : '';
    const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl });
    try {
      rows.push(...(await measure(label, station, seconds)));
    } finally {
      await station.stop();
    }
  }
  return rows;
};

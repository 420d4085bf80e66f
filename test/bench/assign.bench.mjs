// P2: POST of an assignment → committed → the event in the hands of every joined phone. Baseline: the same bytes
// through a bare one-row commit and a bare socket.io broadcast, turn by turn in the same run. On the cores: the
// server, PostgreSQL, one load generator a side, this program.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import {
  cpuSeconds,
  createDatabase,
  median,
  now,
  prepareIncident,
  quantile,
  squareOutline,
  startStation,
} from './support/station.mjs';

const WARM_UP = 10;
const ROUNDS = 60;
const here = import.meta.dirname;

/** A helper process; `next(key)` waits for its message with that key. */
const helper = (file, args) => {
  const child = fork(join(here, 'support', file), args.map(String), { stdio: 'inherit' });
  const said = [];
  const waiting = [];
  child.on('message', (message) => {
    said.push(message);
    for (const look of [...waiting]) look();
  });
  const next = (fits) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${file} is silent`)), 120_000);
      const look = () => {
        const found = said.find(fits);
        if (!found) return;
        clearTimeout(timer);
        waiting.splice(waiting.indexOf(look), 1);
        said.splice(said.indexOf(found), 1);
        resolve(found);
      };
      waiting.push(look);
      look();
    });
  return { pid: child.pid, next, stop: () => child.disconnect() };
};

const measure = async ({ station, prepared, sectors, bareUrl, barePid, phones }) => {
  const { dispatcher, searcher, incidentId, teamId, write } = prepared;
  const ours = helper('phones.mjs', [station.url, phones, searcher, incidentId]);
  await ours.next(({ joined }) => joined);
  const bare = helper('phones.mjs', [bareUrl, phones]);
  await bare.next(({ joined }) => joined);
  const delays = { ours: [], bare: [] };
  const lasts = { ours: [], bare: [] };
  const used = () => ({ ours: cpuSeconds(station.pid), bare: cpuSeconds(barePid) });
  let before = used();
  let after = before;
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      if (round === WARM_UP) before = used();
      const take = async (side, started, phonesOfSide, seq) => {
        const { times } = await phonesOfSide.next((message) => message.seq === seq);
        if (round < WARM_UP) return;
        delays[side].push(...times.map((time) => time - started));
        lasts[side].push(Math.max(...times) - started);
      };
      const first = now();
      const { assignments, seq } = await write(dispatcher, `/incidents/${incidentId}/assignments`, {
        sectorIds: [sectors.pop()],
        teamId,
      });
      await take('ours', first, ours, seq);
      const event = {
        incidentId,
        seq,
        type: 'sector.assigned.v1',
        payload: { assignment: assignments[0] },
        actor: { userId: incidentId, displayName: 'dispatcher' },
        occurredAt: new Date().toISOString(),
      };
      const second = now();
      await fetch(bareUrl, { method: 'POST', body: JSON.stringify(event) });
      await take('bare', second, bare, seq);
    }
    after = used();
  } finally {
    ours.stop();
    bare.stop();
  }
  const row = (what, goal, figure) => {
    const [left, right] = [figure('ours'), figure('bare')];
    return {
      name: `assign ${phones} ${what}`,
      ours: left,
      baseline: right,
      ratio: left / right,
      goal,
      unit: 'ms',
    };
  };
  return [
    row('p50', '≤ 1.5 ×, ≤ 25 ms', (side) => median(delays[side])),
    row('p99', '≤ 1.5 ×, ≤ 100 ms', (side) => quantile(delays[side], 0.99)),
    row('server CPU each', '-', (side) => ((after[side] - before[side]) * 1000) / ROUNDS),
    row('last phone, p50', '-', (side) => median(lasts[side])),
  ];
};

export const name = 'assign';
export const run = async ({ postgresUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl });
  const bare = helper('bare-broadcast.mjs', [await createDatabase(postgresUrl)]);
  try {
    const { port } = await bare.next((message) => message.port);
    const prepared = await prepareIncident(station);
    const { dispatcher, incidentId, write } = prepared;
    await write(dispatcher, `/incidents/${incidentId}/grids`, {
      boundary: squareOutline(2),
      cellSizeMetres: 100,
    });
    const { features } = await station.call(dispatcher, 'GET', `/incidents/${incidentId}/sectors`);
    const sectors = features.map(({ id }) => id);
    const rows = [];
    for (const phones of [200, 1000])
      rows.push(
        ...(await measure({
          station,
          prepared,
          sectors,
          bareUrl: `http://127.0.0.1:${port}`,
          barePid: bare.pid,
          phones,
        })),
      );
    return rows;
  } finally {
    bare.stop();
    await station.stop();
  }
};

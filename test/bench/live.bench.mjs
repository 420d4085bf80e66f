// P3: 200 squads report once a second to 200 viewers, database on: how old a fix is when a viewer has it, our
// coalescing tick included. Baseline: bare socket.io that hands every fix on at once, no database, in the same run.
// On the cores: the server, PostgreSQL, the phones, the viewers, this program.
import { setTimeout as sleep } from 'node:timers/promises';
import { startHelper } from './support/helper.mjs';
import { cpuSeconds, createDatabase, prepareIncident, startStation } from './support/station.mjs';

const PHONES = 200;
const VIEWERS = 200;
const WARM_UP_MILLISECONDS = 5_000;
const MILLISECONDS = 20_000;

const watch = async ({ url, pid, reporter = '', viewer = '', incidentId = 'none' }) => {
  const viewers = startHelper('watchers.mjs', ['viewers', url, VIEWERS, viewer, incidentId]);
  const phones = startHelper('watchers.mjs', ['phones', url, PHONES, reporter, incidentId]);
  try {
    await Promise.all([viewers, phones].map((helper) => helper.next(({ ready }) => ready)));
    phones.say('walk');
    await sleep(WARM_UP_MILLISECONDS);
    viewers.say('forget');
    const before = cpuSeconds(pid);
    await sleep(MILLISECONDS);
    const cpu = cpuSeconds(pid) - before;
    for (const helper of [viewers, phones]) helper.say('tell');
    const { count, p50, p99 } = await viewers.next(({ told }) => told);
    const { refused } = await phones.next(({ told }) => told);
    if (refused > 0) throw new Error(`${refused} reports were refused`);
    const expected = (PHONES * VIEWERS * MILLISECONDS) / 1_000;
    return { p50, p99, cpu: cpu / (MILLISECONDS / 1_000), share: count / expected };
  } finally {
    viewers.stop();
    phones.stop();
  }
};

export const name = 'live';
export const run = async ({ postgresUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl });
  const relay = startHelper('bare-relay.mjs', []);
  try {
    const { port } = await relay.next((message) => message.port);
    const { dispatcher, searcher, incidentId } = await prepareIncident(station);
    const { url, pid } = station;
    const ours = await watch({ url, pid, reporter: searcher, viewer: dispatcher, incidentId });
    const bare = await watch({ url: `http://127.0.0.1:${port}`, pid: relay.pid });
    const row = (what, key, goal, unit) => ({
      name: `live ${what}`,
      ours: ours[key],
      baseline: bare[key],
      ratio: ours[key] / bare[key],
      goal,
      unit,
    });
    return [
      row('fix to viewer, p50', 'p50', '≤ 300 ms', 'ms'),
      row('fix to viewer, p99', 'p99', '≤ 750 ms', 'ms'),
      row('server CPU', 'cpu', '-', 'cores'),
      row('fixes that arrived', 'share', '-', 'of all'),
    ];
  } finally {
    relay.stop();
    await station.stop();
  }
};

// P10 and R3: 500 and then 1,000 phones return in one moment after 1,000 missed events, while a dispatcher goes on
// giving orders. Baseline of the bytes: the missed events as JSON. On the cores: gateway, station, PostgreSQL, and
// the load generator, whose own time to parse a thousand backlogs is part of the figure.
import { setTimeout as sleep } from 'node:timers/promises';
import { assignSome, openIncident } from './support/incidents.mjs';
import { helper } from './support/process.mjs';
import {
  cpuSeconds,
  createDatabase,
  now,
  prepareIncident,
  quantile,
  startGateway,
  startStation,
} from './support/station.mjs';

const MISSED = 1_000;
const EVENTS_A_COMMAND = 100;
const GRID_KILOMETRES = 5;

const giveOrders = async (station, prepared, incident) => {
  const times = [];
  let going = true;
  const done = (async () => {
    while (going) {
      const started = now();
      await assignSome(station, prepared, incident, 1);
      times.push(now() - started);
      await sleep(100);
    }
  })();
  return async () => {
    going = false;
    await done;
    return times;
  };
};

const returnOf = async ({ station, prepared, incident, other, gateway, crowd }, phones) => {
  await crowd.ask('leave');
  let payload = 0;
  for (let missed = 0; missed < MISSED; missed += EVENTS_A_COMMAND) {
    const events = await assignSome(station, prepared, incident, EVENTS_A_COMMAND);
    payload += events.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
  }
  const stopOrders = await giveOrders(station, prepared, other);
  const cpu = cpuSeconds(gateway.pid);
  const { times, bytes, missed, twice, snapshots } = await crowd.ask('back');
  const used = cpuSeconds(gateway.pid) - cpu;
  const orders = await stopOrders();
  const goal = phones === 500 ? '≤ 5 s' : '≤ 15 s';
  const named = (what) => `reconnect ${phones} ${what}`;
  return [
    { name: named('last phone'), ours: Math.max(...times) / 1000, goal, unit: 's' },
    { name: named('gateway CPU'), ours: used, goal: '-', unit: 's' },
    {
      name: named('bytes'),
      ours: bytes / 1e6,
      baseline: (payload * phones) / 1e6,
      ratio: bytes / (payload * phones),
      goal: '≤ 1.3 ×',
      unit: 'MB',
    },
    { name: named('missed'), ours: missed, goal: '0' },
    { name: named('twice'), ours: twice, goal: '0' },
    { name: named('snapshots instead'), ours: snapshots, goal: '0' },
    { name: named('order meanwhile, p99'), ours: quantile(orders, 0.99), goal: '≤ 1000 ms', unit: 'ms' },
  ];
};

export const name = 'reconnect';
export const run = async ({ postgresUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl });
  const gateway = await startGateway({ databaseUrl });
  let crowd;
  try {
    const prepared = await prepareIncident(station);
    const incident = await openIncident(station, prepared, GRID_KILOMETRES);
    const other = await openIncident(station, prepared, GRID_KILOMETRES);
    crowd = helper('crowd.mjs', [gateway.url, 500, prepared.searcher, incident.incidentId]);
    await crowd.next(({ joined }) => joined);
    const all = { station, prepared, incident, other, gateway, crowd };
    const rows = await returnOf(all, 500);
    await crowd.ask('add', { wanted: 500 });
    return [...rows, ...(await returnOf(all, 1_000))];
  } finally {
    crowd?.stop();
    await gateway.stop();
    await station.stop();
  }
};

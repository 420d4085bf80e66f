// P8: how late the event loop of the station is while 200 phones report and 200 people watch, orders are given, and
// the database unites 10,000 polygons again and again, in both modes. On the cores: station, database, load
// generator, this program; what the machine does besides is in the largest delay.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { embeddedFolder } from './support/embedded-socket.mjs';
import { assignSome, fixesOf, newDevices, openIncident } from './support/incidents.mjs';
import { helper } from './support/process.mjs';
import { createDatabase, now, prepareIncident, startStation } from './support/station.mjs';

const VIEWERS = 200;
const DEVICES = 200;
const REPORTS_A_SECOND = 20;
const SECONDS = 15;
const UNION = `SELECT ST_Area(ST_Union(ST_Buffer(
  ST_MakePoint(63 + (n % 100) * 0.001, 52 + (n / 100) * 0.001), 0.0008, 2))) FROM generate_series(0, 9999) n`;

const uniteForever = async (connection) => {
  const client = new pg.Client(connection);
  await client.connect();
  let going = true;
  let unions = 0;
  let longest = 0;
  const done = (async () => {
    for (; going; unions += 1) {
      const started = now();
      await client.query(UNION);
      longest = Math.max(longest, now() - started);
      await sleep(500);
    }
  })();
  return async () => {
    going = false;
    await done;
    await client.end();
    return { unions, longest };
  };
};

const live = async (station, prepared, incident) => {
  const devices = newDevices(DEVICES);
  const share = DEVICES / REPORTS_A_SECOND;
  const reports = [];
  for (let turn = 0; turn < SECONDS * REPORTS_A_SECOND; turn += 1) {
    const from = (turn % REPORTS_A_SECOND) * share;
    const fixes = fixesOf(devices.slice(from, from + share), turn);
    const path = `/incidents/${incident.incidentId}/positions`;
    reports.push(prepared.write(prepared.searcher, path, { fixes }));
    if (turn % REPORTS_A_SECOND === 0) reports.push(assignSome(station, prepared, incident, 1));
    await sleep(1000 / REPORTS_A_SECOND);
  }
  await Promise.all(reports);
};

const measure = async (mode, { entry, dataDir, databaseUrl }) => {
  const file = join(dataDir, 'loop.json');
  const { NODE_OPTIONS: before = '' } = process.env;
  process.env.NODE_OPTIONS = `${before} --import=${join(import.meta.dirname, 'support/loop-probe.mjs')}`;
  process.env.IZDEU_LOOP_FILE = file;
  const station = await startStation({ entry, dataDir: join(dataDir, 'data'), databaseUrl });
  process.env.NODE_OPTIONS = before;
  let crowd;
  try {
    const prepared = await prepareIncident(station);
    const incident = await openIncident(station, prepared);
    crowd = helper('crowd.mjs', [station.url, VIEWERS, prepared.dispatcher, incident.incidentId]);
    await crowd.next(({ joined }) => joined);
    const connection = databaseUrl
      ? { connectionString: databaseUrl }
      : { host: embeddedFolder(station.pid), port: 5432, user: 'postgres', database: 'postgres' };
    const stopUniting = await uniteForever(connection);
    process.kill(station.pid, 'SIGUSR2');
    await live(station, prepared, incident);
    process.kill(station.pid, 'SIGUSR2');
    await sleep(200);
    const { p99, max } = JSON.parse(readFileSync(file, 'utf8'));
    const { unions, longest } = await stopUniting();
    return [
      { name: `loop ${mode} p99`, ours: p99, goal: '≤ 20 ms', unit: 'ms' },
      { name: `loop ${mode} max`, ours: max, goal: '≤ 100 ms', unit: 'ms' },
      { name: `loop ${mode} longest of ${unions} unions`, ours: longest, goal: '-', unit: 'ms' },
    ];
  } finally {
    crowd?.stop();
    await station.stop();
  }
};

export const name = 'loop';
export const run = async ({ postgresUrl, stationEntry: entry, tmp }) => [
  ...(await measure('server', {
    entry,
    dataDir: await tmp(),
    databaseUrl: await createDatabase(postgresUrl),
  })),
  ...(await measure('embedded', { entry, dataDir: await tmp(), databaseUrl: '' })),
];

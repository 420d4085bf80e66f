// P4: positions through the API, with session, validation, dedupe and the latest position, counted by SELECT
// afterwards. Baseline: the same rows by bare `unnest` and upsert into the same tables, turn by turn in the same run.
// On the cores: the station, its database, one load generator, this program.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { fixesOfPhone } from './support/fixes.mjs';
import { startHelper } from './support/helper.mjs';
import { printProfile, profileArguments } from './support/profile.mjs';
import {
  cpuSeconds,
  createDatabase,
  median,
  now,
  prepareIncident,
  startStation,
} from './support/station.mjs';

const ROUNDS = 5;
const BATCHES = 100;
const FIXES = 600;
const AT_ONCE = 4;

/** The least a server could ask of the database: the same rows, a repeated one once, the latest never going back. */
const RAW = `WITH f AS (
    SELECT * FROM unnest($3::uuid[], $4::int[], $5::timestamptz[], $6::float8[], $7::float8[], $8::float4[],
      $9::float4[], $10::float4[], $11::int2[])
      AS f(device_id, sequence, at, lon, lat, accuracy, heading, speed, battery)
  ), stored AS (
    INSERT INTO position (incident_id, device_id, user_id, sequence, at, received_at, lon, lat, accuracy_metres,
      heading_degrees, speed_metres_per_second, battery_percent)
    SELECT $1, device_id, $2, sequence, at, now(), lon, lat, accuracy, heading, speed, battery FROM f
    ON CONFLICT DO NOTHING
  )
  INSERT INTO latest_position AS latest (incident_id, device_id, user_id, sequence, at, received_at, lon, lat,
    accuracy_metres, heading_degrees, speed_metres_per_second, battery_percent)
  SELECT DISTINCT ON (device_id) $1, device_id, $2, sequence, at, now(), lon, lat, accuracy, heading, speed, battery
  FROM f ORDER BY device_id, sequence DESC
  ON CONFLICT (incident_id, device_id, user_id) DO UPDATE SET sequence = excluded.sequence, at = excluded.at,
    received_at = excluded.received_at, lon = excluded.lon, lat = excluded.lat,
    accuracy_metres = excluded.accuracy_metres, heading_degrees = excluded.heading_degrees,
    speed_metres_per_second = excluded.speed_metres_per_second, battery_percent = excluded.battery_percent
  WHERE latest.sequence < excluded.sequence`;
const COLUMNS = [
  'deviceId',
  'sequence',
  'at',
  'lon',
  'lat',
  'accuracyMetres',
  'headingDegrees',
  'speedMetresPerSecond',
  'batteryPercent',
];

/** The bodies of the phones, as values: making and parsing text is no part of the baseline, filling the arrays is. */
const rawRound = async (pool, incidentId) => {
  const batches = Array.from({ length: BATCHES }, (_, number) => fixesOfPhone(number, FIXES));
  const store = async () => {
    for (let fixes = batches.pop(); fixes !== undefined; fixes = batches.pop()) {
      const columns = COLUMNS.map((column) => `{${fixes.map((fix) => fix[column]).join(',')}}`);
      await pool.query(RAW, [incidentId, incidentId, ...columns]);
    }
  };
  const started = now();
  await Promise.all(Array.from({ length: AT_ONCE }, store));
  const milliseconds = now() - started;
  const { rows } = await pool.query('SELECT count(*) FROM position WHERE incident_id = $1', [incidentId]);
  if (Number(rows[0].count) !== BATCHES * FIXES)
    throw new Error(`the baseline stored ${rows[0].count} fixes`);
  return (BATCHES * FIXES * 1_000) / milliseconds;
};

const ourRound = async (station, { searcher, incidentId }) => {
  const phones = startHelper('reporters.mjs', [station.url, incidentId, searcher, AT_ONCE, BATCHES, FIXES]);
  try {
    await phones.next(({ ready }) => ready);
    const before = cpuSeconds(station.pid);
    phones.say('go');
    const { milliseconds, refused } = await phones.next(({ done }) => done);
    if (refused > 0) throw new Error(`${refused} batches were refused`);
    return { milliseconds, cpu: cpuSeconds(station.pid) - before };
  } finally {
    phones.stop();
  }
};

/** Fixes that are really there; the embedded database is asked after the station let go of it. */
const measure = async ({ station, count, raw, goal, label }) => {
  const prepared = await prepareIncident(station);
  const rates = { ours: [], raw: [], perCpu: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = await count();
    const { milliseconds, cpu } = await ourRound(station, prepared);
    const stored = (await count()) - before;
    const baseline = raw === null ? null : await rawRound(raw, randomUUID());
    if (stored !== BATCHES * FIXES) throw new Error(`${stored} fixes stored of ${BATCHES * FIXES}`);
    // The first round warms up.
    if (round === 0) continue;
    rates.ours.push((stored * 1_000) / milliseconds);
    rates.perCpu.push(stored / cpu);
    if (baseline !== null) rates.raw.push(baseline);
  }
  const ours = median(rates.ours);
  const baseline = raw === null ? null : median(rates.raw);
  return [
    { name: `ingest ${label}`, ours, baseline, ratio: baseline && ours / baseline, goal, unit: 'fixes/s' },
    {
      name: `ingest ${label}, a CPU second of the service`,
      ours: median(rates.perCpu),
      goal: '-',
      unit: 'fixes',
    },
  ];
};

export const server = async ({ postgresUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const execArgv = profileArguments('ingest');
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl, execArgv });
  const loadBegan = now();
  const raw = new pg.Pool({ connectionString: databaseUrl, max: AT_ONCE });
  const count = async () => Number((await raw.query('SELECT count(*) FROM position')).rows[0].count);
  try {
    return await measure({ station, count, raw, goal: '≥ 8,000/s, ≥ 0.5 ×', label: 'server' });
  } finally {
    await raw.end();
    await station.stop();
    printProfile('ingest', loadBegan);
  }
};

/** The embedded database listens to its station alone: each fix is counted by the track route. */
export const embedded = async ({ stationEntry, tmp }) => {
  const station = await startStation({ entry: stationEntry, dataDir: await tmp() });
  try {
    const prepared = await prepareIncident(station);
    const rates = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { milliseconds } = await ourRound(station, prepared);
      if (round > 0) rates.push((BATCHES * FIXES * 1_000) / milliseconds);
    }
    const { dispatcher, incidentId } = prepared;
    const { items } = await station.call(dispatcher, 'GET', `/incidents/${incidentId}/positions`);
    let stored = 0;
    for (const { deviceId } of items) {
      const track = `/incidents/${incidentId}/positions/track?deviceId=${deviceId}&limit=5000`;
      stored += (await station.call(dispatcher, 'GET', track)).items.length;
    }
    if (stored !== (ROUNDS + 1) * BATCHES * FIXES) throw new Error(`only ${stored} fixes are there`);
    return [{ name: 'ingest embedded', ours: median(rates), goal: '≥ 5,000/s', unit: 'fixes/s' }];
  } finally {
    await station.stop();
  }
};

export const name = 'ingest';
export const run = async (context) => [...(await server(context)), ...(await embedded(context))];

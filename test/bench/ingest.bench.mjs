// P4: positions through the API, with session, validation, dedupe and the latest position, counted by SELECT
// afterwards. Baseline: the same rows by bare `unnest` and upsert into the same tables, turn by turn in the same run.
// On the cores: the station, its database, one load generator, this program.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startHelper } from './support/helper.mjs';
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

const RAW = `WITH f AS (
    SELECT * FROM unnest($3::int[], $4::timestamptz[], $5::float8[], $6::float8[]) AS f(sequence, at, lon, lat)
  ), stored AS (
    INSERT INTO position (incident_id, device_id, user_id, sequence, at, received_at, lon, lat, accuracy_metres)
    SELECT $1, $2, $2, sequence, at, now(), lon, lat, 5 FROM f ON CONFLICT DO NOTHING
  )
  INSERT INTO latest_position (incident_id, device_id, user_id, sequence, at, received_at, lon, lat, accuracy_metres)
  SELECT $1, $2, $2, sequence, at, now(), lon, lat, 5 FROM f ORDER BY sequence DESC LIMIT 1
  ON CONFLICT (incident_id, device_id, user_id) DO UPDATE SET sequence = excluded.sequence, at = excluded.at,
    lon = excluded.lon, lat = excluded.lat`;

const rawRound = async (pool, incidentId) => {
  const numbers = Array.from({ length: FIXES }, (_, n) => n);
  const at = numbers.map((n) => new Date(Date.now() - n * 1_000).toISOString());
  const lon = numbers.map((n) => 63 + n / 1e6);
  let left = BATCHES;
  const started = now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await pool.query(RAW, [incidentId, randomUUID(), numbers, at, lon, lon]);
    }),
  );
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

const server = async ({ postgresUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl });
  const raw = new pg.Pool({ connectionString: databaseUrl, max: AT_ONCE });
  const count = async () => Number((await raw.query('SELECT count(*) FROM position')).rows[0].count);
  try {
    return await measure({ station, count, raw, goal: '≥ 8,000/s, ≥ 0.5 ×', label: 'server' });
  } finally {
    await raw.end();
    await station.stop();
  }
};

/** The embedded database listens to its station alone: each fix is counted by the track route. */
const embedded = async ({ stationEntry, tmp }) => {
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

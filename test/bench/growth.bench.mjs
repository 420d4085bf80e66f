// P13: one assignment, one event, one snapshot while an incident grows to 100,000 events, 10,000 sectors, 100,000
// finished assignments and 1,000,000 positions. What lies behind is filled in by SQL (it is not measured); what is
// measured goes through the server's own port. Baseline: the same figure in the first tenth.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  createDatabase,
  median,
  now,
  prepareIncident,
  squareOutline,
  startStation,
} from './support/station.mjs';

const TENTHS = 10;
const EVENTS = 100_000;
const POSITIONS = 1_000_000;
const SAMPLES = 25;

const uuid = (letter, number) =>
  `('00000000-0000-7000-${letter}000-' || lpad((${number})::text, 12, '0'))::uuid`;

/** Finished assignments, their events and positions of one tenth. */
const grow = async (client, { incidentId, teamId, tenth }) => {
  const [events, positions] = [EVENTS / TENTHS, POSITIONS / TENTHS];
  const from = tenth * events;
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO sector_assignment (id, incident_id, sector_id, team_id, state, type, joint, operational_period,
       changed_at, version)
     SELECT ${uuid('a', 'n')}, $1, s.id, $2, 'completed', 'area-sweep', false, 1, now(), 7
     FROM generate_series($3::int, $3 + $4::int - 1) n
     JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM sector WHERE incident_id = $1) s
       ON s.place = n % 10000`,
    [incidentId, teamId, from, events],
  );
  await client.query(
    `INSERT INTO outbox (incident_id, seq, type, payload, audience, actor, occurred_at, object_id)
     SELECT $1, i.seq + n, 'outcome.reopened.v1', '{}', 'everyone', '{}', now(), ${uuid('a', '$2::int + n')}
     FROM incident i, generate_series(1, $3::int) n WHERE i.id = $1`,
    [incidentId, from, events],
  );
  await client.query('UPDATE incident SET seq = seq + $2 WHERE id = $1', [incidentId, events]);
  await client.query(
    `INSERT INTO position (incident_id, device_id, user_id, sequence, at, received_at, lon, lat, accuracy_metres)
     SELECT $1, ${uuid('b', 'n % 300')}, ${uuid('c', 'n % 300')}, $2::int + n / 300, now(), now(), 63, 53, 5
     FROM generate_series(0, $3::int - 1) n`,
    [incidentId, tenth * Math.ceil(positions / 300), positions],
  );
  await client.query('COMMIT');
  await client.query('ANALYZE sector_assignment, outbox, position');
};

export const name = 'growth';
export const run = async ({ postgresUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { dispatcher, incidentId, teamId, write } = await prepareIncident(station);
    const path = `/incidents/${incidentId}`;
    await write(dispatcher, `${path}/grids`, { boundary: squareOutline(10), cellSizeMetres: 100 });
    const { features } = await station.call(dispatcher, 'GET', `${path}/sectors`);
    const sectors = features.map(({ id }) => id);
    const figures = { assignment: [], event: [], snapshot: [], bytes: [] };
    const timed = async (list, work) => {
      const started = now();
      const answer = await work();
      list.push(now() - started);
      return answer;
    };
    for (let tenth = 0; tenth < TENTHS; tenth += 1) {
      const samples = { assignment: [], event: [], snapshot: [] };
      let bytes = 0;
      for (let sample = 0; sample < SAMPLES; sample += 1) {
        const body = { commandId: randomUUID(), sectorIds: [sectors.pop()], teamId };
        const { assignments, seq } = await timed(samples.assignment, () =>
          station.call(dispatcher, 'POST', `${path}/assignments`, body),
        );
        await timed(samples.event, () =>
          station.call(dispatcher, 'GET', `${path}/events?afterSeq=${seq - 1}`),
        );
        const snapshot = await timed(samples.snapshot, () =>
          station.call(dispatcher, 'GET', `${path}/snapshot`),
        );
        bytes = JSON.stringify(snapshot).length;
        // Withdrawn again, so that the current state stays the same size.
        await write(dispatcher, `/assignments/${assignments[0].id}/status`, {
          to: 'withdrawn',
          reason: 'bench',
        });
      }
      // The first samples of a tenth warm the caches that growing it emptied.
      for (const kind of ['assignment', 'event', 'snapshot'])
        figures[kind].push(median(samples[kind].slice(5)));
      figures.bytes.push(bytes);
      await grow(client, { incidentId, teamId, tenth });
    }
    const row = (what, kind, unit) => {
      const [ours, baseline] = [figures[kind].at(-1), figures[kind][0]];
      return { name: `growth, ${what}`, ours, baseline, ratio: ours / baseline, goal: '≤ 1.2 ×', unit };
    };
    return [
      row('one assignment, last tenth', 'assignment', 'ms'),
      row('one event, last tenth', 'event', 'ms'),
      row('snapshot, last tenth', 'snapshot', 'ms'),
      row('snapshot, size', 'bytes', 'B'),
    ];
  } finally {
    await client.end();
    await station.stop();
  }
};

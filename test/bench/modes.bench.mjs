// P16: the same search, call by call, on the embedded database and on PostgreSQL: what both hold afterwards must be
// the same rows, and how much faster the server is. Identifiers, instants and secrets differ by nature: each is
// replaced by what it stands for (a sector by its label, an assignment by its sector), or masked.
import pg from 'pg';
import { embeddedFolder } from './support/embedded-socket.mjs';
import { openIncident } from './support/incidents.mjs';
import { createDatabase, median, now, prepareIncident, startStation } from './support/station.mjs';

const ROUNDS = 5;
const ORDERS = 40;
const STEPS = ['acknowledged', 'en-route', 'searching'];
const REPORTS = 10;
const FIXES = 300;
const READS = 10;
/** Tables that tell of the process or of a moment, not of the search. */
const LEFT_OUT = new Set(['spatial_ref_sys', 'schema_migration', 'user_session', 'geography_columns']);
const SECRET = /hash|token|secret|password/;

const device = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** One round of work; the same in both modes up to identifiers and instants. */
const work = async ({ station, prepared, incident }, round) => {
  const { dispatcher, searcher, write } = prepared;
  const { incidentId, teamId, sectorIds } = incident;
  for (let order = 0; order < ORDERS; order += 1) {
    const { assignments } = await write(dispatcher, `/incidents/${incidentId}/assignments`, {
      sectorIds: [sectorIds.shift()],
      teamId,
    });
    const [{ id }] = assignments;
    for (const to of STEPS.slice(0, order % (STEPS.length + 1)))
      await write(searcher, `/assignments/${id}/status`, { to });
  }
  for (let report = 0; report < REPORTS; report += 1) {
    const fixes = Array.from({ length: FIXES }, (_, index) => ({
      deviceId: device(report),
      sequence: round * FIXES + index,
      at: new Date(Date.UTC(2026, 0, 1, 8, round) + index * 100).toISOString(),
      lon: 63.1 + report / 1_000 + index / 1_000_000,
      lat: 52.95,
      accuracyMetres: 5,
    }));
    // Sent twice, as by a phone that lost the answer.
    for (let sent = 0; sent < 2; sent += 1)
      await write(searcher, `/incidents/${incidentId}/positions`, { fixes });
  }
  for (let read = 0; read < READS; read += 1)
    await station.call(dispatcher, 'GET', `/incidents/${incidentId}/snapshot`);
};

const open = async (mode, { entry, dataDir, databaseUrl }) => {
  const station = await startStation({ entry, dataDir, databaseUrl });
  const prepared = await prepareIncident(station);
  const incident = await openIncident(station, prepared);
  const connection =
    mode === 'server'
      ? { connectionString: databaseUrl }
      : { host: embeddedFolder(station.pid), port: 5432, user: 'postgres', database: 'postgres' };
  return { station, prepared, incident, connection };
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(?:Z|[+-]\d\d(?::?\d\d)?)/g;

/** What an identifier stands for, where a row has a name of its own. */
const namesOf = async (client) => {
  const { rows } = await client.query(`
    WITH search AS (SELECT id, row_number() OVER (ORDER BY opened_at) AS number FROM incident)
    SELECT id::text, 'account ' || login AS name FROM app_user
    UNION ALL SELECT id::text, 'squad ' || code FROM squad
    UNION ALL SELECT id::text, 'member ' || full_name FROM member
    UNION ALL SELECT id::text, 'incident ' || number FROM search
    UNION ALL SELECT t.id::text, 'team ' || call_sign || ' of ' || number
      FROM team t JOIN search i ON i.id = t.incident_id
    UNION ALL SELECT s.id::text, 'sector ' || label || ' of ' || number
      FROM sector s JOIN search i ON i.id = s.incident_id
    UNION ALL SELECT a.id::text, 'assignment of ' || label || ' ' || number
      FROM sector_assignment a JOIN sector s ON s.id = a.sector_id JOIN search i ON i.id = a.incident_id`);
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** Every row of every table as text that both modes must agree on, counted. */
const contentOf = async (connection) => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const names = await namesOf(client);
    const { rows: tables } = await client.query(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const content = new Map();
    for (const { name } of tables.filter((table) => !LEFT_OUT.has(table.name))) {
      const { rows } = await client.query(`SELECT to_jsonb(t) AS row FROM "${name}" t`);
      for (const { row } of rows) {
        const shown = Object.entries(row).map(([key, value]) => [
          key,
          SECRET.test(key) && value ? '*' : value,
        ]);
        const text = JSON.stringify(Object.fromEntries(shown))
          .replace(UUID, (id) => names.get(id) ?? (id.startsWith('00000000-0000-4') ? id : '#'))
          .replace(INSTANT, (at) => (at.startsWith('2026-01-01') ? at : '@'));
        const line = `${name} ${text}`;
        content.set(line, (content.get(line) ?? 0) + 1);
      }
    }
    return content;
  } finally {
    await client.end();
  }
};

const differences = (left, right) =>
  [...new Set([...left.keys(), ...right.keys()])].filter((line) => left.get(line) !== right.get(line));

export const name = 'modes';
export const run = async ({ postgresUrl, stationEntry: entry, tmp }) => {
  const modes = {};
  try {
    modes.server = await open('server', {
      entry,
      dataDir: await tmp(),
      databaseUrl: await createDatabase(postgresUrl),
    });
    modes.embedded = await open('embedded', { entry, dataDir: `${await tmp()}/data`, databaseUrl: '' });
    const times = { server: [], embedded: [] };
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const mode of ['server', 'embedded']) {
        const started = now();
        await work(modes[mode], round);
        // The first round warms up.
        if (round > 0) times[mode].push(now() - started);
      }
    const server = await contentOf(modes.server.connection);
    const embedded = await contentOf(modes.embedded.connection);
    const different = differences(server, embedded);
    for (const line of different.slice(0, 10))
      console.log(`differs: server ${server.get(line) ?? 0}, embedded ${embedded.get(line) ?? 0}: ${line}`);
    const rows = [...server.values()].reduce((sum, count) => sum + count, 0);
    const rate = (mode) => 60_000 / median(times[mode]);
    const [ours, baseline] = [rate('embedded'), rate('server')];
    return [
      {
        name: 'modes embedded against server',
        ours,
        baseline,
        ratio: ours / baseline,
        goal: '≥ 0.4 ×',
        unit: 'rounds/min',
      },
      { name: `modes different among ${rows} rows`, ours: different.length, goal: '0' },
    ];
  } finally {
    for (const { station } of Object.values(modes)) await station.stop();
  }
};

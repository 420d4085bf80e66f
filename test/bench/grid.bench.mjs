// P6: 10,000 sectors from the POST to the answer, against the very same rows by raw SQL; and what a console loads.
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import {
  createDatabase,
  median,
  now,
  prepareIncident,
  squareOutline,
  startStation,
} from './support/station.mjs';

const ROUNDS = 7;
const ASSIGNED = 1_000;

export const name = 'grid';
export const run = async ({ postgresUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { dispatcher, incidentId, teamId, write } = await prepareIncident(station);
    const path = `/incidents/${incidentId}`;
    const body = { boundary: squareOutline(10), cellSizeMetres: 100 };
    await client.query('CREATE TABLE bench_sector (LIKE sector INCLUDING ALL)');
    const ours = [];
    const raw = [];
    let count = 0;
    for (let round = 0; round <= ROUNDS; round += 1) {
      const first = now();
      const { grid } = await write(dispatcher, `${path}/grids`, body);
      ours.push(now() - first);
      count = grid.sectorCount;

      const { rows } = await client.query(
        `SELECT id, cell_index, label, encode(ST_AsEWKB(geometry), 'hex') AS shape, area_square_metres AS area
         FROM sector WHERE grid_id = $1`,
        [grid.id],
      );
      const columns = ['id', 'cell_index', 'label', 'shape', 'area'].map((column) =>
        rows.map((row) => row[column]),
      );
      await client.query('TRUNCATE bench_sector');
      const second = now();
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO bench_sector (id, incident_id, grid_id, cell_index, label, kind, geometry, area_square_metres)
         SELECT c.id, $1, $2, c.cell_index, c.label, 'area', ST_GeomFromEWKB(decode(c.shape, 'hex')), c.area
         FROM unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::float8[])
           AS c(id, cell_index, label, shape, area)`,
        [incidentId, grid.id, ...columns],
      );
      await client.query('COMMIT');
      raw.push(now() - second);
      if (round < ROUNDS)
        await write(dispatcher, `${path}/grids/${grid.id}/archive`, { reason: 'next round' });
    }
    // The first round is the warm-up.
    const [post, sql] = [median(ours.slice(1)), median(raw.slice(1))];

    const sizes = async () => {
      const snapshot = JSON.stringify(await station.call(dispatcher, 'GET', `${path}/snapshot`));
      const sectors = await station.call(dispatcher, 'GET', `${path}/sectors`);
      return { sectors, ours: gzipSync(snapshot).length, geoJson: gzipSync(JSON.stringify(sectors)).length };
    };
    const fresh = await sizes();
    const ids = fresh.sectors.features.map(({ id }) => id);
    for (let from = 0; from < ASSIGNED; from += 500)
      await write(dispatcher, `${path}/assignments`, { sectorIds: ids.slice(from, from + 500), teamId });
    const busy = await sizes();
    const size = (what, { ours: left, geoJson }) => ({
      name: `grid snapshot gzip, ${what}`,
      ours: left / 1000,
      baseline: geoJson / 1000,
      ratio: left / geoJson,
      goal: '≤ 60 kB, ≤ 0.2 ×',
      unit: 'kB',
    });
    return [
      {
        name: `grid ${count} sectors stored`,
        ours: post,
        baseline: sql,
        ratio: post / sql,
        goal: '≤ 2 ×',
        unit: 'ms',
      },
      size('new', fresh),
      size(`${ASSIGNED} assigned`, busy),
    ];
  } finally {
    await client.end();
    await station.stop();
  }
};

// What is taken away after how long, in steps, by one process at a time; and what a client is told who asks for it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { getSnapshot, getTrack, listEvents, reportPositions } from '@izdeu/contracts';
import { newId, OutboxReader, Retention } from '@izdeu/persistence';
import { testedModes } from '@izdeu/testing';
import { prepareSearch, type Search } from '../support/search.js';
import { Refusal, TestStation } from '../support/station.js';

jest.setTimeout(180_000);

const DAY = 86_400_000;
const POLICY = { positionDays: 180, outboxDays: 365 };

describe.each(testedModes())('retention (%s)', (mode) => {
  let station: TestStation;
  let search: Search;
  const query = <T>(sql: string, parameters: unknown[] = []): Promise<T> =>
    station.platform.database.dataSource.query(sql, parameters);
  const count = async (table: string, incidentId: string): Promise<number> =>
    (
      await query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table} WHERE incident_id = $1`, [
        incidentId,
      ])
    )[0]?.n ?? 0;

  /** An incident with so many events an hour apart, the last of them so many days ago. */
  const incident = async (state: string, daysAgo: number, events: number, positions = 0): Promise<string> => {
    const id = newId();
    const last = new Date(Date.now() - daysAgo * DAY);
    await query(
      `INSERT INTO incident SELECT (jsonb_populate_record(i, jsonb_build_object('id', $2::text, 'state', $3::text, 'seq', $4::int))).*
       FROM incident i WHERE i.id = $1`,
      [search.incident.id, id, state, events],
    );
    await query(
      `INSERT INTO outbox (incident_id, seq, type, payload, audience, actor, occurred_at, object_id)
       SELECT $1, n, 'incident.changed.v1', '{}', 'everyone', '{}', $2::timestamptz - ($3 - n) * interval '1 hour', $1
       FROM generate_series(1, $3::int) n`,
      [id, last, events],
    );
    await query(
      `INSERT INTO position (incident_id, device_id, user_id, sequence, at, received_at, lon, lat, accuracy_metres)
       SELECT $1, $1, $1, n, $2, $2, 63, 53, 5 FROM generate_series(1, $3::int) n`,
      [id, last, positions],
    );
    return id;
  };

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
  });
  afterAll(() => station.stop());

  test('positions go 180 days after the last event of a closed incident, in bounded steps, and only those', async () => {
    const old = await incident('closed', 181, 3, 250);
    const young = await incident('closed', 179, 3, 10);
    const open = await incident('active', 900, 3, 10);
    const small = new Retention(station.platform.database.dataSource, 100, 2);
    expect(await small.run(POLICY, new Date())).toMatchObject({ positions: 100, goesOn: true });
    expect(await count('position', old)).toBe(150);
    const whole = new Retention(station.platform.database.dataSource);
    expect(await whole.run(POLICY, new Date())).toMatchObject({ positions: 150, goesOn: false });
    expect([await count('position', young), await count('position', open)]).toEqual([10, 10]);
    expect(await whole.run(POLICY, new Date())).toMatchObject({ positions: 0 });
  });

  test('P-42 old events of a closed incident go but for the last thousand, and what is left has no gap', async () => {
    const retention = new Retention(station.platform.database.dataSource);
    const old = await incident('closed', 400, 1_500);
    const open = await incident('suspended', 400, 1_500);
    const short = await incident('closed', 400, 900);
    // 1,500 hours are 62 days: of this one's first 500 only those before the limit may go.
    const partly = await incident('closed', 365 - 55, 1_500);
    expect((await retention.run(POLICY, new Date()))?.events).toBeGreaterThan(500);
    const reader = station.app.get(OutboxReader);
    expect(await reader.firstKept(old)).toBe(501);
    expect([await reader.firstKept(open), await reader.firstKept(short)]).toEqual([1, 1]);
    const first = (await reader.firstKept(partly)) ?? 0;
    expect(first).toBeGreaterThan(150);
    expect(first).toBeLessThan(200);
    expect(await count('outbox', partly)).toBe(1_500 - first + 1);
    expect(await reader.firstKept(newId())).toBeNull();

    await query('INSERT INTO incident_squad VALUES ($1, $2)', [old, search.squads[0].id]);
    const ask = (afterSeq: number) =>
      station.call(search.dispatcher, listEvents, { params: { id: old }, query: { afterSeq } });
    const refusal = await ask(499).catch((error: unknown) => error as Refusal);
    expect(refusal).toMatchObject({
      status: 410,
      error: {
        code: 'HISTORY_PRUNED',
        details: { firstKeptSeq: 501, snapshot: getSnapshot.path.replace(':id', old) },
      },
    });
    const kept = await station.send(
      search.dispatcher,
      'GET',
      listEvents.path.replace(':id', old) + '?afterSeq=500',
    );
    expect(kept.status).toBe(200);
  });

  test('a remembered command goes after 90 days; two runs at once do not do the same work', async () => {
    const retention = new Retention(station.platform.database.dataSource);
    for (const days of [89, 91])
      await query(
        `INSERT INTO command (command_id, user_id, route, request_hash, answer, created_at)
         VALUES ($1, NULL, $2, '', '{}', $3)`,
        [randomUUID(), `retention-${days}`, new Date(Date.now() - days * DAY)],
      );
    expect(await retention.run(POLICY, new Date())).toMatchObject({ commands: 1 });
    expect(await query(`SELECT route FROM command WHERE route LIKE 'retention-%'`)).toEqual([
      { route: 'retention-89' },
    ]);
    if (mode !== 'server') return;
    const holder = station.platform.database.dataSource.createQueryRunner();
    await holder.query('SELECT pg_advisory_lock(4921002)');
    expect(await retention.run(POLICY, new Date())).toBeNull();
    await holder.query('SELECT pg_advisory_unlock(4921002)');
    await holder.release();
  });

  test('the track of one device is read by pages, by staff only', async () => {
    const deviceId = newId();
    const { id } = search.incident;
    const began = Date.now() - 100_000;
    const fixes = Array.from({ length: 25 }, (_, sequence) => ({
      deviceId,
      sequence,
      at: new Date(began + sequence * 1_000).toISOString(),
      lon: 63 + sequence / 100,
      lat: 53,
      accuracyMetres: 5,
    }));
    await station.call(search.searcher, reportPositions, {
      params: { id },
      body: { commandId: randomUUID(), fixes },
    });
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await station.call(search.dispatcher, getTrack, {
        params: { id },
        query: { deviceId, limit: 10, ...(cursor !== undefined && { cursor }) },
      });
      seen.push(...page.items.map((point) => point.sequence));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(fixes.map((fix) => fix.sequence));
    const part = await station.call(search.dispatcher, getTrack, {
      params: { id },
      query: { deviceId, from: fixes[5]?.at, to: fixes[7]?.at },
    });
    expect(part.items.map((point) => point.sequence)).toEqual([5, 6, 7]);
    const asField = station.call(search.searcher, getTrack, { params: { id }, query: { deviceId } });
    await expect(asField).rejects.toMatchObject({ status: 403 });
    for (const bad of ['x', Buffer.from('a 1').toString('base64url')])
      await expect(
        station.call(search.dispatcher, getTrack, { params: { id }, query: { deviceId, cursor: bad } }),
      ).rejects.toMatchObject({ status: 400 });
  });
});

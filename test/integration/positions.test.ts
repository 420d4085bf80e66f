// The lossy lane's rules: whose fix it is, by which clock, and who is shown what.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SERVER_MESSAGES, type Fix, type LivePosition } from '@izdeu/contracts';
import { newId, PositionIntake, PositionStore, type PositionBatch } from '@izdeu/persistence';
import { eventually, testedModes, type SocketClient } from '@izdeu/testing';
import { fixAt, GatewayWorld, type TestUser } from './gateway-world.js';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

describe.each(testedModes())('positions (%s)', (mode) => {
  let world: GatewayWorld;
  let dispatcher: TestUser;
  let searcher: TestUser;
  let other: TestUser;
  let incidentId: string;

  beforeAll(async () => {
    world = await GatewayWorld.open(mode);
    dispatcher = await world.user('dispatcher', null);
    searcher = await world.user('squad-member', world.squadA);
    other = await world.user('squad-member', world.squadA);
    incidentId = await world.incident(dispatcher, [world.squadA]);
  });
  afterAll(() => world.close());

  const store = (): PositionStore => world.app.get(PositionStore);
  const take = (batch: PositionBatch, reporter = searcher): Promise<number> =>
    world.app.get(PositionIntake).take(incidentId, reporter, batch);
  const latestOf = async (deviceId: string): Promise<LivePosition[]> =>
    (await store().latest(incidentId))
      .map(({ position }) => position)
      .filter((fix) => fix.deviceId === deviceId);
  const trackOf = (deviceId: string) =>
    store().track({ incidentId, deviceId, from: null, to: null, after: null, limit: 100 });

  test.each([
    ['a day behind', -DAY],
    ['a day ahead', DAY],
    ['in 1970', -Date.now()],
    ['in 2038', Date.UTC(2038, 0, 19, 3, 14, 8) - Date.now()],
    ['a minute behind', -60_000],
  ])(
    'P-23 a phone whose clock is %s and says so is filed by our clock, its own word kept',
    async (_name, off) => {
      const deviceId = newId();
      const now = Date.now();
      const fixes = [3, 2, 1].map((ago, index) => fixAt(deviceId, index + 1, now + off - ago * 10_000));
      expect(await take({ fixes, sentAt: iso(now + off) })).toBe(3);
      const track = await trackOf(deviceId);
      expect(track.map((point) => point.reportedAt)).toEqual(fixes.map((fix) => fix.at));
      for (const [index, point] of track.entries()) {
        const expected = now - (3 - index) * 10_000;
        expect(Math.abs(Date.parse(point.at) - expected)).toBeLessThan(2_000);
      }
    },
  );

  test('P-23 a clock that is right within two seconds is believed, and nothing is noted beside it', async () => {
    const deviceId = newId();
    const fixes = [fixAt(deviceId, 1, Date.now() - 7 * 3_600_000)];
    await take({ fixes, sentAt: iso(Date.now() - 500) });
    const [point] = await trackOf(deviceId);
    expect(point?.at).toBe(fixes[0]?.at);
    expect(point).not.toHaveProperty('reportedAt');
  });

  test('P-23 without the phone’s word about its clock the future is a minute at most, and the order is kept', async () => {
    const deviceId = newId();
    const fixes = [1, 2, 3].map((sequence) => fixAt(deviceId, sequence, Date.now() + DAY, 63 + sequence));
    await take({ fixes });
    const ahead = Date.parse((await latestOf(deviceId))[0]?.at ?? '') - Date.now();
    expect(ahead).toBeGreaterThan(50_000);
    expect(ahead).toBeLessThanOrEqual(60_000);
    expect(await latestOf(deviceId)).toMatchObject([{ lon: 66 }]);
    // The clock is set right: the device is not stuck in the minute ahead.
    await take({ fixes: [fixAt(deviceId, 4, Date.now(), 67)] });
    expect(await latestOf(deviceId)).toMatchObject([{ lon: 67 }]);
  });

  test('P-23 a clock that steps back by a minute moves the device on, never back, and its time neither', async () => {
    const deviceId = newId();
    const now = Date.now();
    await take({ fixes: [fixAt(deviceId, 1, now - 1_000, 63.1)], sentAt: iso(now) });
    await take({ fixes: [fixAt(deviceId, 2, now - 60_500, 63.2)] });
    const [shown] = await latestOf(deviceId);
    expect(shown).toMatchObject({ lon: 63.2, at: iso(now - 1_000) });
    await take({ fixes: [fixAt(deviceId, 0, now, 63)] });
    expect(await latestOf(deviceId)).toMatchObject([{ lon: 63.2 }]);
  });

  test('P-21 any order, any number of times, two spellings of an id: the same rows', async () => {
    const deviceId = newId();
    const fixes = Array.from({ length: 30 }, (_, n) =>
      fixAt(deviceId, n, Date.now() - 1_000 * (30 - n), 63 + n / 100),
    );
    const shouted = fixes.map((fix): Fix => ({ ...fix, deviceId: deviceId.toUpperCase() }));
    const batches = [fixes.slice(20), [...fixes].reverse(), [...shouted, ...fixes], fixes.slice(0, 5)];
    const stored = await Promise.all(batches.map((batch) => take({ fixes: batch })));
    expect(stored.reduce((sum, count) => sum + count)).toBe(30);
    expect((await trackOf(deviceId)).map((point) => point.sequence)).toEqual(
      fixes.map((fix) => fix.sequence),
    );
    expect(await latestOf(deviceId)).toMatchObject([{ lon: 63.29 }]);
  });

  test('P-21 two users of one device id keep a track and a place each', async () => {
    const deviceId = newId();
    const [mine, theirs] = [63.1, 64.1].map((lon) =>
      [1, 2].map((n) => fixAt(deviceId, n, Date.now(), lon + n)),
    );
    expect(await take({ fixes: mine ?? [] }, searcher)).toBe(2);
    expect(await take({ fixes: theirs ?? [] }, other)).toBe(2);
    const shown = await latestOf(deviceId);
    expect(new Map(shown.map((fix) => [fix.userId, fix.lon]))).toEqual(
      new Map([
        [searcher.userId, 65.1],
        [other.userId, 66.1],
      ]),
    );
    expect((await trackOf(deviceId)).map(({ userId, sequence }) => [userId, sequence])).toEqual(
      [searcher, other]
        .map(({ userId }) => userId)
        .sort()
        .flatMap((userId) => [
          [userId, 1],
          [userId, 2],
        ]),
    );
  });

  describe('P-37 a client that names the bounds of its map', () => {
    const inside = { west: 63, south: 53, east: 64, north: 54 };
    let viewer: SocketClient;
    let everything: SocketClient;
    let team: string;
    const fixesOf = (client: SocketClient, deviceId: string): number[] =>
      client.frames.flatMap(({ fixes }) =>
        fixes.filter((fix) => fix.deviceId === deviceId).map((fix) => fix.lon),
      );
    const move = (deviceId: string, sequence: number, lon: number, reporter = other): Promise<number> =>
      take({ fixes: [fixAt(deviceId, sequence, Date.now(), lon)] }, reporter);

    beforeAll(async () => {
      incidentId = await world.incident(dispatcher, [world.squadA]);
      team = await world.formTeam(dispatcher, incidentId, [searcher]);
      everything = await world.connect(dispatcher);
      await everything.join(incidentId);
      viewer = await world.connect(searcher);
    });

    test('is refused for an incident it did not join, and for bounds that are none', async () => {
      expect(await viewer.call('positions:interest', { incidentId, bounds: inside })).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
      await viewer.join(incidentId);
      const bounds = { ...inside, north: 91 };
      expect(await viewer.call('positions:interest', { incidentId, bounds })).toMatchObject({
        error: { code: 'MALFORMED' },
      });
    });

    test('gets devices inside and of its own team, a last word of one that leaves, and no other', async () => {
      const [walker, stranger, mate] = [newId(), newId(), newId()];
      expect(await viewer.call('positions:interest', { incidentId, bounds: inside })).toMatchObject({
        ok: true,
      });
      await move(walker, 1, 63.5);
      await move(stranger, 1, 65.5);
      await move(mate, 1, 65.6, searcher);
      await eventually(
        () => fixesOf(everything, stranger).length === 1 && fixesOf(viewer, mate).length === 1,
      );
      await eventually(() => fixesOf(viewer, walker).length === 1, 'the device inside');
      await move(walker, 2, 64.5);
      await eventually(() => fixesOf(viewer, walker).length === 2, 'its last word');
      await move(walker, 3, 64.6);
      await move(mate, 2, 65.7, searcher);
      await eventually(() => fixesOf(everything, walker).length === 3 && fixesOf(viewer, mate).length === 2);
      expect(fixesOf(viewer, walker)).toEqual([63.5, 64.5]);
      expect(fixesOf(viewer, stranger)).toEqual([]);
      expect(viewer.frames.flatMap(({ fixes }) => fixes).find((fix) => fix.deviceId === mate)?.teamId).toBe(
        team,
      );

      // A wider map gets what is in it at once, without anything moving.
      await viewer.call('positions:interest', { incidentId, bounds: { ...inside, east: 66 } });
      await eventually(() => fixesOf(viewer, stranger).length === 1, 'the device of the wider map');
      await viewer.call('positions:interest', { incidentId, bounds: null });
      await move(stranger, 2, 12);
      await eventually(() => fixesOf(viewer, stranger).includes(12), 'everything again');
      for (const frame of viewer.frames)
        expect(SERVER_MESSAGES['positions:frame'].safeParse(frame).error).toBeUndefined();
    });

    test('crosses the antimeridian', async () => {
      const [fiji, here] = [newId(), newId()];
      const bounds = { west: 170, south: 50, east: -170, north: 60 };
      await viewer.call('positions:interest', { incidentId, bounds });
      await move(here, 1, 63);
      await move(fiji, 1, -179);
      await eventually(() => fixesOf(viewer, fiji).length === 1, 'the far side');
      expect(fixesOf(viewer, here)).toEqual([]);
    });
  });

  test('more devices than a frame holds are all shown, one frame a tick', async () => {
    incidentId = await world.incident(dispatcher, [world.squadA]);
    const viewer = await world.connect(dispatcher);
    await viewer.join(incidentId);
    const devices = Array.from({ length: 900 }, () => randomUUID());
    for (let start = 0; start < 900; start += 450)
      await take({ fixes: devices.slice(start, start + 450).map((id) => fixAt(id, 1, Date.now())) });
    const shown = () => new Set(viewer.frames.flatMap(({ fixes }) => fixes.map((fix) => fix.deviceId)));
    await eventually(() => shown().size === 900, 'every device');
    expect(Math.max(...viewer.frames.map(({ fixes }) => fixes.length))).toBeLessThanOrEqual(400);
  });
});

// What phones send that was kept too long, sent too often, from two hands, or by a clock nobody set.
import { randomUUID } from 'node:crypto';
import {
  assignSectors,
  changeAssignmentStatus,
  getTrack,
  listPositions,
  reportPositions,
  type AnyRoute,
  type AssignmentState,
  type Fix,
  type LivePosition,
  type TrackPoint,
} from '@izdeu/contracts';
import { expect } from '@jest/globals';
import { SeededRandom } from '../support/random.js';
import { snapshotOfIncident, type Search } from '../support/search.js';
import { scenarios, type Figures, type Plan } from './scenario.js';
import { StationWorld } from './world.js';

const FIXES = 60;
const FIXES_PER_BATCH = 20;
const COPIES = 3;
/** Filed times come from the server's clock, give or take the way there on a busy machine. */
const NEAR_MILLISECONDS = 30_000;

const fixAt = (deviceId: string, sequence: number, at: Date, lat = 52.95): Fix => ({
  deviceId,
  sequence,
  at: at.toISOString(),
  lon: 63.1 + sequence / 10_000,
  lat,
  accuracyMetres: 5,
});

const batch = (fixes: readonly Fix[], sentAt?: Date) => ({
  commandId: randomUUID(),
  fixes: [...fixes],
  ...(sentAt && { sentAt: sentAt.toISOString() }),
});

const report = (world: StationWorld, token: string, { incident }: Search, body: ReturnType<typeof batch>) =>
  world.api.call(token, reportPositions, { params: { id: incident.id }, body });

const latestOf = async (world: StationWorld, search: Search): Promise<readonly LivePosition[]> =>
  (await world.api.call(search.dispatcher, listPositions, { params: { id: search.incident.id } })).items;

const trackOf = async (
  world: StationWorld,
  search: Search,
  deviceId: string,
): Promise<readonly TrackPoint[]> => {
  const query = { deviceId, limit: 5_000 };
  return (await world.api.call(search.dispatcher, getTrack, { params: { id: search.incident.id }, query }))
    .items;
};

const STEPS: readonly AssignmentState[] = ['acknowledged', 'en-route', 'searching', 'returning'];

/** Batches three times each in any order and at once; orders three times each, in order first. */
const repeatedBatches = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const random = new SeededRandom(plan.seed);
  let sent = 0;
  for (let round = plan.long ? 30 : 3; round > 0; round -= 1) {
    const search = await world.search();
    const { searcher, dispatcher, incident } = search;
    const { assignments } = await world.api.call(dispatcher, assignSectors, {
      params: { id: incident.id },
      body: { commandId: randomUUID(), sectorIds: [search.sector(0)], teamId: search.teams[0].id },
    });
    const params = { id: assignments[0]?.id ?? '' };
    const before = (await snapshotOfIncident(world.api, dispatcher, incident.id)).seq;
    const answers = new Map<string, unknown>();
    for (const to of STEPS) {
      const body = { commandId: randomUUID(), to };
      const call = () =>
        world.api.call(searcher, changeAssignmentStatus as AnyRoute, { params, body } as never);
      const copies = await Promise.all(Array.from({ length: COPIES }, call));
      for (const copy of copies) expect(copy).toEqual(copies[0]);
      answers.set(JSON.stringify(body), copies[0]);
    }
    for (const [body, answer] of random.shuffled([...answers, ...answers]))
      expect(
        await world.api.call(
          searcher,
          changeAssignmentStatus as AnyRoute,
          { params, body: JSON.parse(body) } as never,
        ),
      ).toEqual(answer);
    expect((await snapshotOfIncident(world.api, dispatcher, incident.id)).seq).toBe(before + STEPS.length);

    const deviceId = randomUUID();
    const start = Date.now() - FIXES * 1_000;
    const fixes = Array.from({ length: FIXES }, (_, index) =>
      fixAt(deviceId, index, new Date(start + index * 1_000)),
    );
    const batches = Array.from({ length: FIXES / FIXES_PER_BATCH }, (_, index) =>
      batch(fixes.slice(index * FIXES_PER_BATCH, (index + 1) * FIXES_PER_BATCH)),
    );
    const copies = random.shuffled([...batches, ...batches, ...batches]);
    const stored = await Promise.all(copies.map((body) => report(world, searcher, search, body)));
    sent += copies.length;
    expect(stored.reduce((sum, answer) => sum + answer.stored, 0)).toBe(FIXES);
    const track = await trackOf(world, search, deviceId);
    expect(track.map(({ at }) => Date.parse(at))).toEqual(fixes.map(({ at }) => Date.parse(at)));
    const [latest] = await latestOf(world, search);
    expect(latest).toMatchObject({ deviceId, lon: fixes.at(-1)?.lon });
  }
  return { acknowledged: sent, lost: 0, doubled: 0 };
};

/** One phone's storage copied to another, or one phone handed over: neither person hides the other. */
const oneIdentity = async (world: StationWorld): Promise<Figures> => {
  const search = await world.search();
  const { searcher, leader } = search;
  const deviceId = randomUUID();
  const own = (lat: number) => Array.from({ length: 10 }, (_, n) => fixAt(deviceId, n, new Date(), lat));
  const answers = await Promise.all([
    report(world, searcher, search, batch(own(52.95))),
    report(world, leader, search, batch(own(52.96))),
  ]);
  expect(answers.map(({ stored }) => stored)).toEqual([10, 10]);
  const latest = await latestOf(world, search);
  expect(latest.map(({ lat }) => lat).sort()).toEqual([52.95, 52.96]);
  expect(new Set(latest.map(({ userId }) => userId)).size).toBe(2);

  // The same command from another person is not a repeat of it.
  const { assignments } = await world.api.call(search.dispatcher, assignSectors, {
    params: { id: search.incident.id },
    body: { commandId: randomUUID(), sectorIds: [search.sector(1)], teamId: search.teams[0].id },
  });
  const request = {
    params: { id: assignments[0]?.id ?? '' },
    body: { commandId: randomUUID(), to: 'acknowledged' as const },
  };
  await world.api.call(searcher, changeAssignmentStatus, request);
  await expect(world.api.call(leader, changeAssignmentStatus, request)).rejects.toMatchObject({
    error: { code: 'COMMAND_ID_REUSED' },
  });
  return { acknowledged: 4, lost: 0, doubled: 0 };
};

const DAY = 24 * 3_600_000;
/** What a phone's clock says when the server's says `now`. */
const CLOCKS: Readonly<Record<string, (now: number) => number>> = {
  'a day behind': (now) => now - DAY,
  'a day ahead': (now) => now + DAY,
  'in 1970': (now) => now % DAY,
  'after the end of 32 bits': (now) => Date.UTC(2038, 0, 19, 3, 14, 8) + (now % DAY),
};

const near = (instant: string, expected: number): void => {
  expect(Math.abs(Date.parse(instant) - expected)).toBeLessThan(NEAR_MILLISECONDS);
};

const wrongClocks = async (world: StationWorld): Promise<Figures> => {
  const search = await world.search();
  const { searcher } = search;
  let fixes = 0;
  for (const clock of Object.values(CLOCKS)) {
    const deviceId = randomUUID();
    const now = Date.now();
    const taken = [30, 20, 10].map((ago) => now - ago * 1_000);
    const said = taken.map((at, n) => fixAt(deviceId, n, new Date(clock(now) - (now - at))));
    await report(world, searcher, search, batch(said, new Date(clock(now))));
    const track = await trackOf(world, search, deviceId);
    expect(track).toHaveLength(said.length);
    for (const [n, point] of track.entries()) {
      near(point.at, taken[n] ?? 0);
      // Its own word is kept beside it.
      expect(Date.parse(point.reportedAt ?? '')).toBe(Date.parse(said[n]?.at ?? ''));
    }
    fixes += said.length;
  }

  // Steps back by 60 s between two batches: the device moves on, and its time never goes back.
  const deviceId = randomUUID();
  const now = Date.now();
  await report(world, searcher, search, batch([fixAt(deviceId, 1, new Date(now))]));
  const [before] = (await latestOf(world, search)).filter((one) => one.deviceId === deviceId);
  await report(world, searcher, search, batch([fixAt(deviceId, 2, new Date(now - 60_000))]));
  const [after] = (await latestOf(world, search)).filter((one) => one.deviceId === deviceId);
  expect(after?.lon).toBe(fixAt(deviceId, 2, new Date()).lon);
  expect(Date.parse(after?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(before?.at ?? ''));

  // A phone that does not say what time it has is never far in the future.
  const silent = randomUUID();
  await report(world, searcher, search, batch([fixAt(silent, 1, new Date(now + DAY))]));
  const [ahead] = (await latestOf(world, search)).filter((one) => one.deviceId === silent);
  expect(Date.parse(ahead?.at ?? '')).toBeLessThan(Date.now() + 61_000);
  return { acknowledged: fixes + 3, lost: 0 };
};

scenarios(StationWorld.open, {
  'repeated-batches': repeatedBatches,
  'one-identity': oneIdentity,
  'wrong-clocks': wrongClocks,
});

// R3: a line that served a whole search comes back, and everybody with it; and a phone so long away that what it
// missed is no longer kept.
import { randomUUID } from 'node:crypto';
import { assignSectors } from '@izdeu/contracts';
import { stateFromSnapshot, stateHash } from '@izdeu/domain';
import { eventually } from '@izdeu/testing';
import { expect } from '@jest/globals';
import { snapshotOfIncident, type Search } from '../support/search.js';
import { Burst } from './burst.js';
import { Crowd } from './crowd.js';
import { Follower } from './follower.js';
import { expectNoLoss, scenarios, spread, type Figures, type Plan } from './scenario.js';
import { StationWorld } from './world.js';

const CAUGHT_UP_WITHIN_MILLISECONDS = 15_000;
const COMMAND_WITHIN_MILLISECONDS = 1_000;
/** More than this many missed events are answered by a snapshot. */
const BACKLOG_LIMIT = 1_000;
const SECTORS_A_COMMAND = 100;

/** Missed events at once, by drafts: they hold no sector, so there is no end to them. */
const makeEvents = async (world: StationWorld, search: Search, events: number): Promise<void> => {
  const sectorIds = Array.from({ length: SECTORS_A_COMMAND }, (_, index) => search.sector(index));
  for (let made = 0; made < events; made += SECTORS_A_COMMAND)
    await world.api.call(search.dispatcher, assignSectors, {
      params: { id: search.incident.id },
      body: { commandId: randomUUID(), sectorIds, teamId: search.teams[0].id, draft: true },
    });
};

const returnOfAll = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const phones = plan.long ? 1_000 : 150;
  const options = { name: 'crowd-returns', workers: 2, restMilliseconds: 50 } as const;
  const figures = await Burst.during(world, plan, options, async ({ load, plainLines }) => {
    const { searcher, incident } = load.search;
    const crowd = await Crowd.start(world.station.url, phones, searcher, incident.id);
    try {
      const times: number[] = [];
      const orders: number[] = [];
      let atHead = 0;
      for (let round = plan.long ? 3 : 1; round > 0; round -= 1) {
        await crowd.leave();
        for (const line of plainLines) {
          line.refuse(true);
          line.cut();
        }
        await load.acknowledges(plan.long ? 300 : 40);
        for (const line of plainLines) line.refuse(false);
        const before = load.acknowledged.length;
        const back = await crowd.back();
        orders.push(...load.acknowledged.slice(before).map(({ milliseconds }) => milliseconds));
        times.push(...back.times);
        expect(back).toMatchObject({ missed: 0, twice: 0, snapshots: 0, connected: phones });
        atHead = Math.max(...back.seqs);
      }
      await load.finish();
      const { seq } = await snapshotOfIncident(world.api, searcher, incident.id);
      expect(atHead).toBeLessThanOrEqual(seq);
      const last = spread(times).slowestMs;
      const { medianMs, slowestMs } = spread(orders);
      expect(last).toBeLessThan(CAUGHT_UP_WITHIN_MILLISECONDS);
      if (plan.long) expect(slowestMs).toBeLessThan(COMMAND_WITHIN_MILLISECONDS);
      return {
        phones,
        lastBackMs: last,
        ordersMeanwhile: orders.length,
        orderMs: medianMs,
        orderSlowestMs: slowestMs,
      };
    } finally {
      crowd.close();
    }
  });
  expectNoLoss(figures);
  return figures;
};

/** Leaves with its state, and comes back with it when told to. */
const returnWith = async (
  world: StationWorld,
  search: Search,
  left: Follower,
): Promise<{ mode: string; hash: string }> => {
  const { incident, searcher } = search;
  const state = left.state ?? undefined;
  const back = await Follower.start(world.station.url, searcher, incident.id, { ...(state && { state }) });
  const { seq } = await snapshotOfIncident(world.api, searcher, incident.id);
  await eventually(() => back.seq >= seq, 'a phone at the head', 60_000);
  back.close();
  return { mode: back.joins[0] ?? '', hash: back.hash };
};

const oldCursor = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const search = await world.search({ cellSizeMetres: 250 });
  const { incident, searcher } = search;
  const phone = async (): Promise<Follower> => {
    const follower = await Follower.start(world.station.url, searcher, incident.id);
    follower.close();
    return follower;
  };
  const truth = async () =>
    stateHash(stateFromSnapshot(await snapshotOfIncident(world.api, searcher, incident.id)));
  const [longAway, longestAway] = [await phone(), await phone()];
  await makeEvents(world, search, BACKLOG_LIMIT + 2 * SECTORS_A_COMMAND);
  const lately = await phone();
  await makeEvents(world, search, 2 * SECTORS_A_COMMAND);

  expect(await returnWith(world, search, longAway)).toEqual({ mode: 'snapshot', hash: await truth() });
  expect(await returnWith(world, search, lately)).toEqual({ mode: 'delta', hash: await truth() });

  // What its number asks for is no longer there, though it is less than a backlog away.
  await world.station.end('SIGTERM');
  const kept = await world.inspect(async (query) => {
    const [head] = await query<{ seq: number }>('SELECT seq FROM incident WHERE id = $1', [incident.id]);
    const keptFrom = (head?.seq ?? 0) - SECTORS_A_COMMAND;
    await query('DELETE FROM outbox WHERE incident_id = $1 AND seq < $2', [incident.id, keptFrom]);
    return keptFrom;
  });
  await world.restart();
  expect(lately.seq).toBeLessThan(kept);
  expect(await returnWith(world, search, lately)).toEqual({ mode: 'snapshot', hash: await truth() });
  expect(await returnWith(world, search, longestAway)).toEqual({ mode: 'snapshot', hash: await truth() });

  // A phone that knows more than a server restored from an older copy starts over too.
  const { state } = longestAway;
  if (state === null) throw new Error('it never joined');
  longestAway.state = { ...state, seq: state.seq + 10_000 };
  expect(await returnWith(world, search, longestAway)).toEqual({ mode: 'snapshot', hash: await truth() });
  return { acknowledged: 5, missed: 0, doubled: 0, seed: plan.seed };
};

scenarios(StationWorld.open, { 'crowd-returns': returnOfAll, 'old-cursor': oldCursor });

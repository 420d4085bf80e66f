// A bad line between phones and the server: whatever it does, every client ends where the server is, by itself.
import { eventually } from '@izdeu/testing';
import { expect } from '@jest/globals';
import { Api } from '../support/api.js';
import { ChaosProxy } from '../support/chaos-proxy.js';
import { SeededRandom } from '../support/random.js';
import { pause } from './app-process.js';
import { Burst, type BurstOptions } from './burst.js';
import { expectNoLoss, scenarios, type Figures, type Plan } from './scenario.js';
import { StationWorld } from './world.js';

/** Sooner than our heartbeat notices, and later. */
const DARK_MILLISECONDS = { short: 3_000, long: 30_000 };
const REQUEST_LIMIT_MILLISECONDS = 4_000;

/** Does its worst to every line given: ours and, beside it, those of the naive stacks. */
type Fault = (lines: readonly ChaosProxy[], burst: Burst) => Promise<void>;

/** Events before, during and after the fault; phones go through the bad line, orders do not. */
const onABadLine = async (
  world: StationWorld,
  plan: Plan,
  options: Omit<BurstOptions, 'urls'>,
  fault: Fault,
): Promise<Figures> => {
  const line = await ChaosProxy.start([world.station.url], plan.seed);
  try {
    const figures = await Burst.during(world, plan, { ...options, urls: [line.url] }, async (burst) => {
      const lines = [line, ...burst.plainLines];
      await burst.load.acknowledges(10);
      await fault(lines, burst);
      for (const one of lines) one.heal();
      await burst.load.acknowledges(20);
      await burst.load.finish();
      const joins = burst.followers.map(({ follower }) => follower.joins.length - 1);
      return { rejoins: joins.reduce((sum, count) => sum + count, 0) };
    });
    expectNoLoss(figures);
    return figures;
  } finally {
    await line.close();
  }
};

const cut = (world: StationWorld, plan: Plan): Promise<Figures> =>
  onABadLine(world, plan, { name: 'line-cut' }, async (lines, burst) => {
    const random = new SeededRandom(plan.seed);
    for (let times = plan.long ? 50 : 5; times > 0; times -= 1) {
      await burst.load.acknowledges(10);
      await pause(random.below(40));
      for (const line of lines) line.cut();
    }
    const everybody = () => burst.followers.every(({ follower }) => follower.joins.length > 1);
    await eventually(everybody, 'the return of everybody', 60_000);
  });

const flapping = (world: StationWorld, plan: Plan): Promise<Figures> =>
  onABadLine(world, plan, { name: 'line-flapping', restMilliseconds: 10 }, async (lines) => {
    const until = Date.now() + (plan.long ? 30_000 : 3_000);
    await Promise.all(lines.map((line) => line.flap(300, () => Date.now() > until)));
  });

/** The line swallows everything for a while and nobody is told; what it swallowed comes late, or the heartbeat ends it. */
const dark = (world: StationWorld, plan: Plan): Promise<Figures> =>
  onABadLine(world, plan, { name: 'line-dark', restMilliseconds: plan.long ? 50 : 10 }, async (lines) => {
    for (const line of lines) line.blackhole(true);
    await pause(DARK_MILLISECONDS[plan.long ? 'long' : 'short']);
  });

/** The connections there are never carry anything again, new ones do: only a heartbeat finds out. */
const halfOpen = (world: StationWorld, plan: Plan): Promise<Figures> =>
  onABadLine(world, plan, { name: 'line-half-open', restMilliseconds: 100 }, async (lines, burst) => {
    for (let times = plan.long ? 3 : 1; times > 0; times -= 1) {
      const before = burst.followers.map(({ follower }) => follower.joins.length);
      for (const line of lines) line.abandon();
      const isBack = () =>
        burst.followers.every(({ follower }, index) => follower.joins.length > (before[index] ?? 0));
      await eventually(isBack, 'the return of everybody', 60_000);
    }
  });

const stalls = (world: StationWorld, plan: Plan): Promise<Figures> =>
  onABadLine(world, plan, { name: 'line-stalls' }, async (lines, burst) => {
    for (const line of lines) line.stall(0.02, 2_000);
    await burst.load.acknowledges(plan.long ? 3_000 : 150, 600_000);
  });

/** No line at all for a while, as in a valley: cut, and every attempt to return is refused. */
const away =
  (seconds: number) =>
  (world: StationWorld, plan: Plan): Promise<Figures> => {
    // About as many orders as a busy search sees; a phone that misses 1,000 events gets the state instead of them.
    const rest = Math.min(1_000, Math.max(20, seconds * 10));
    return onABadLine(
      world,
      plan,
      { name: `away-${seconds}s`, restMilliseconds: rest },
      async (lines, burst) => {
        const before = burst.load.acknowledged.length;
        for (const line of lines) {
          line.refuse(true);
          line.cut();
        }
        await pause(seconds * 1_000);
        expect(burst.load.acknowledged.length).toBeGreaterThan(before);
        for (const { follower } of burst.followers) expect(follower.socket.connected).toBe(false);
      },
    );
  };

/** Orders go through the bad line: the server commits, and the answer is lost on its way back. */
const lostAnswers = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const line = await ChaosProxy.start([world.station.url], plan.seed);
  try {
    const api = new Api(line.url, REQUEST_LIMIT_MILLISECONDS);
    const wanted = plan.long ? 500 : 20;
    const figures = await Burst.during(world, plan, { name: 'lost-answers', api }, async (burst) => {
      for (let lost = 0; lost < wanted; lost += 1) {
        await burst.load.acknowledges(3);
        line.loseAnswers(1);
      }
      await burst.load.acknowledges(10);
      await burst.load.finish();
      return { answersLost: line.cuts };
    });
    expect(figures.answersLost).toBeGreaterThanOrEqual(wanted - 1);
    expect(figures.repeated).toBeGreaterThan(0);
    expectNoLoss(figures);
    return figures;
  } finally {
    await line.close();
  }
};

scenarios(StationWorld.open, {
  'line-cut': cut,
  'line-flapping': flapping,
  'line-dark': dark,
  'line-half-open': halfOpen,
  'line-stalls': stalls,
  'away-3s': away(3),
  'away-30s': away(30),
  'away-3min': away(180),
  'lost-answers': lostAnswers,
});

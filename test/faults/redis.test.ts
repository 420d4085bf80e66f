// Redis carries live positions and shared counts between processes, and nothing else: whatever happens to it, searches
// go on, and what it carried comes back by itself. Real processes, and a Redis server of this suite alone.
import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { AppProcess, freePort, pause } from './app-process.js';
import { Burst } from './burst.js';
import { RedisWorld, Screen } from './redis-world.js';
import { expectNoLoss, scenarios, spread, type Figures, type Plan } from './scenario.js';

/** The promise of the long set: orders do not notice. In the short set only that they go on. */
const NOTICEABLE_TIMES = 3;
const UNNOTICED_MILLISECONDS = 150;

const startOneMore = async (world: RedisWorld, app: 'incident-service' | 'realtime-gateway') =>
  AppProcess.start({ app, ...world.region.database, redisUrl: world.redis.url, port: await freePort() });

/**
 * Orders before, while Redis is gone, and after: nothing lost, missed or doubled, no slower than before, every
 * process ready throughout, and live positions again afterwards.
 */
const without = async (
  world: RedisWorld,
  plan: Plan,
  name: string,
  fault: { begin(): Promise<void> | void; during(): Promise<void>; end(): Promise<void> | void },
): Promise<Figures> => {
  const options = { name, clients: 4, workers: 2, restMilliseconds: 30 } as const;
  const figures = await Burst.during(world.region, plan, options, async ({ load }) => {
    await world.isLive();
    await world.isLive(world.region.service(1));
    await load.acknowledges(40);
    const before = load.acknowledged.length;
    await fault.begin();
    try {
      await world.laneIs('delayed');
      await fault.during();
      await load.acknowledges(40);
      for (const one of world.processes) expect(await one.readiness()).toBe(200);
    } finally {
      await fault.end();
    }
    const after = load.acknowledged.length;
    await world.laneIs('live');
    await world.isLive();
    await world.isLive(world.region.service(1));
    const times = load.acknowledged.map(({ milliseconds }) => milliseconds);
    const usual = spread(times.slice(0, before));
    const meanwhile = spread(times.slice(before, after));
    if (plan.long)
      expect(meanwhile.medianMs).toBeLessThan(usual.medianMs * NOTICEABLE_TIMES + UNNOTICED_MILLISECONDS);
    expect(load.acknowledged.every(({ attempts }) => attempts === 1)).toBe(true);
    return { ordersMeanwhile: after - before, usualMs: usual.medianMs, meanwhileMs: meanwhile.medianMs };
  });
  expectNoLoss(figures);
  return figures;
};

const stopped = (world: RedisWorld, plan: Plan): Promise<Figures> =>
  without(world, plan, 'redis-stopped', {
    begin: () => world.redis.kill(),
    during: async () => {
      const until = Date.now() + (plan.long ? 30_000 : 6_000);
      // Late, but not never: screens read the database every few seconds.
      do await world.everyScreenShows(await world.report(world.region.service(1)));
      while (Date.now() < until);
      // A process that starts meanwhile does not wait for it.
      const late = await startOneMore(world, 'realtime-gateway');
      const screen = await Screen.at(late, world.search.dispatcher, world.search.incident.id);
      expect(screen.lanes).toEqual(['delayed']);
      screen.client.close();
      expect(await late.end('SIGTERM')).toBe(0);
    },
    end: () => world.redis.start(),
  });

const frozen = (world: RedisWorld, plan: Plan): Promise<Figures> =>
  without(world, plan, 'redis-frozen', {
    begin: () => world.redis.freeze(),
    during: async () => {
      await world.everyScreenShows(await world.report());
      // A sign-in asks the shared counts: it is answered all the same, by this process's own.
      expect(await attempt(world.region.service(0), 'dispatcher')).toBe(401);
      const leaving = await startOneMore(world, 'incident-service');
      expect(await leaving.end('SIGTERM')).toBe(0);
      if (plan.long) await pause(30_000);
    },
    end: () => world.redis.thaw(),
  });

const flushed = async (world: RedisWorld, plan: Plan): Promise<Figures> => {
  const options = { name: 'redis-flushed', clients: 4, workers: 2, restMilliseconds: 30 } as const;
  const figures = await Burst.during(world.region, plan, options, async ({ load }) => {
    for (let round = plan.long ? 20 : 2; round > 0; round -= 1) {
      expect(await world.redis.say('FLUSHALL')).toBe('+OK');
      for (const nonsense of ['', 'null', '{"a":', '[{"deviceId":1}]', '[]'])
        await world.redis.say(
          'PUBLISH',
          `izdeu:positions:${world.search.incident.id}:${randomUUID()}`,
          nonsense,
        );
      await world.redis.say('PUBLISH', 'izdeu:positions:', '[]');
      await load.acknowledges(10);
    }
    await world.isLive();
    await world.everyScreenShows(await world.reportBySocket());
    for (const one of world.processes) {
      expect(await one.readiness()).toBe(200);
      expect(await one.metric('izdeu_position_lane_connected')).toBe(1);
    }
  });
  expectNoLoss(figures);
  return figures;
};

const attempt = async (service: AppProcess, login: string): Promise<number> => {
  const body = { login, password: 'not the password' };
  return (await service.send(null, 'POST', '/api/v1/session', body)).status;
};

/** Failed sign-ins are counted together; without Redis each process counts by itself, and never answers 5xx. */
const limits = async (world: RedisWorld, plan: Plan): Promise<Figures> => {
  const { redis, region } = world;
  // Logins of this run alone: counts last for minutes.
  const [nobody, somebody] = [`nobody-${plan.seed}`, `somebody-${plan.seed}`];
  const shared = [];
  for (let n = 0; n < 12; n += 1) shared.push(await attempt(region.service(n % 2 === 0 ? 0 : 1), nobody));
  expect(shared).toEqual([...Array<number>(10).fill(401), 429, 429]);
  // No word of a person in Redis: keys are hashed.
  expect(await redis.say('KEYS', '*nobody*')).toBe('*0');
  expect(await redis.say('KEYS', 'izdeu:limit:*')).not.toBe('*0');
  await redis.kill();
  try {
    const alone = [];
    for (let n = 0; n < 11; n += 1) alone.push(await attempt(region.service(0), somebody));
    expect(alone).toEqual([...Array<number>(10).fill(401), 429]);
    expect(await attempt(region.service(1), somebody)).toBe(401);
  } finally {
    await redis.start();
  }
  await world.laneIs('live');
  return { attempts: shared.length + 12 };
};

scenarios(RedisWorld.open, {
  'redis-stopped': stopped,
  'redis-frozen': frozen,
  'redis-flushed': flushed,
  'redis-limits': limits,
});

// What PostgreSQL does in a bad hour: orders wait or are answered UNAVAILABLE, and are there exactly once afterwards.
import { randomUUID } from 'node:crypto';
import { changeIncident, drawSector, getSnapshot } from '@izdeu/contracts';
import { expect } from '@jest/globals';
import { Refusal } from '../support/api.js';
import { pause, type AppProcess } from './app-process.js';
import { Burst } from './burst.js';
import { judgeRows } from './oracle.js';
import { PostgresWorld } from './postgres-world.js';
import { expectNoLoss, scenarios, type Figures, type Plan } from './scenario.js';

const READY_AGAIN_MILLISECONDS = 60_000;
/** R6: a database that does not answer is seen by `/health/ready`. */
const RED_WITHIN_MILLISECONDS = { short: 20_000, long: 5_000 };

/** Milliseconds until each process has answered so, all asked at once. */
const allAre = async (world: PostgresWorld, status: number, withinMilliseconds: number): Promise<number> => {
  const started = Date.now();
  const becomes = async (one: AppProcess): Promise<void> => {
    while ((await one.readiness()) !== status) {
      if (Date.now() - started > withinMilliseconds) throw new Error(`a process is not at ${status}`);
      await pause(50);
    }
  };
  await Promise.all([...world.region.services, ...world.region.gateways].map(becomes));
  return Date.now() - started;
};

const red = (world: PostgresWorld, plan: Plan): Promise<number> =>
  allAre(world, 503, RED_WITHIN_MILLISECONDS[plan.long ? 'long' : 'short']);
const green = (world: PostgresWorld): Promise<number> => allAre(world, 200, READY_AGAIN_MILLISECONDS);

/** The processes live through it, and heal by themselves. */
const stopped = async (world: PostgresWorld, plan: Plan): Promise<Figures> => {
  const figures = await Burst.during(world.region, plan, { name: 'postgres-stopped' }, async (burst) => {
    const healed: number[] = [];
    for (let round = plan.long ? 10 : 2; round > 0; round -= 1) {
      await burst.load.acknowledges(60);
      await Promise.all([world.postgres.crash(), ...burst.plain.map((system) => system.killServer())]);
      await red(world, plan);
      await pause(plan.long ? 3_000 : 500);
      await Promise.all([world.postgres.start(), ...burst.plain.map((system) => system.restartServer())]);
      healed.push(await green(world));
    }
    await burst.load.acknowledges(60);
    await burst.load.finish();
    await world.region.inspect((query) => judgeRows(query, burst.load));
    return { greenAfterMs: Math.max(...healed) };
  });
  expectNoLoss(figures);
  return figures;
};

const frozen = async (world: PostgresWorld, plan: Plan): Promise<Figures> => {
  const figures = await Burst.during(world.region, plan, { name: 'postgres-frozen' }, async (burst) => {
    await burst.load.acknowledges(60);
    const thaw = world.freeze();
    let redAfterMs: number;
    try {
      redAfterMs = await red(world, plan);
      await pause(plan.long ? 30_000 : 2_000);
    } finally {
      thaw();
    }
    const greenAfterMs = await green(world);
    await burst.load.acknowledges(60);
    await burst.load.finish();
    await world.region.inspect((query) => judgeRows(query, burst.load));
    return { redAfterMs, greenAfterMs };
  });
  expectNoLoss(figures);
  return figures;
};

/** Every connection swallows what it is given and nobody is told; new ones pass, in the long set after half a minute. */
const dark = async (world: PostgresWorld, plan: Plan): Promise<Figures> => {
  const figures = await Burst.during(world.region, plan, { name: 'postgres-dark' }, async (burst) => {
    await burst.load.acknowledges(60);
    world.line.abandon();
    if (plan.long) world.line.blackhole(true);
    const redAfterMs = await red(world, plan);
    if (plan.long) await pause(30_000);
    world.line.blackhole(false);
    const greenAfterMs = await green(world);
    await burst.load.acknowledges(60);
    await burst.load.finish();
    await world.region.inspect((query) => judgeRows(query, burst.load));
    return { redAfterMs, greenAfterMs };
  });
  expectNoLoss(figures);
  return figures;
};

/** Others use the server too, and may use it up. */
const full = async (world: PostgresWorld, plan: Plan): Promise<Figures> => {
  const figures = await Burst.during(world.region, plan, { name: 'postgres-full' }, async ({ load }) => {
    await load.acknowledges(60);
    const release = await world.takeConnections();
    try {
      // What the processes hold serves on; as they let go of idle ones, these are taken too.
      await pause(plan.long ? 30_000 : 3_000);
      const restarted = world.region.services[1];
      // A service that starts now finds nothing; it must not take the others with it.
      await restarted?.end('SIGKILL');
    } finally {
      await release();
    }
    await world.region.restartService(1);
    await green(world);
    await load.acknowledges(60);
    await load.finish();
    await world.region.inspect((query) => judgeRows(query, load));
  });
  expectNoLoss(figures);
  return figures;
};

/** One search's row is locked and a crowd writes to it: the other searches go on, and afterwards each write is there. */
const locked = async (world: PostgresWorld, plan: Plan): Promise<Figures> => {
  const other = await world.region.search();
  const { dispatcher, incident } = other;
  const params = { id: incident.id };
  const figures = await Burst.during(world.region, plan, { name: 'postgres-lock' }, async ({ load }) => {
    await load.acknowledges(40);
    const release = await world.hold('SELECT 1 FROM incident WHERE id = $1 FOR UPDATE', [incident.id]);
    const ring = [
      [63.1, 52.95],
      [63.11, 52.95],
      [63.11, 52.96],
      [63.1, 52.95],
    ];
    const waiting = Array.from({ length: 40 }, async (_, index) => {
      const geometry = { type: 'Polygon' as const, coordinates: [ring] };
      const body = { commandId: randomUUID(), label: `L${plan.seed}-${index}`, geometry };
      for (;;)
        try {
          return await world.region.service(0).call(dispatcher, drawSector, { params, body } as never);
        } catch (error) {
          if (error instanceof Refusal && error.error.code !== 'UNAVAILABLE') throw error;
          await pause(100);
        }
    });
    const before = load.acknowledged.length;
    await pause(plan.long ? 30_000 : 6_000);
    const meanwhile = load.acknowledged.slice(before);
    const ready = await world.region.service(0).readiness();
    await release();
    await Promise.all(waiting);
    const snapshot = await world.region.api.call(dispatcher, getSnapshot, { params });
    expect(snapshot.sectors).toHaveLength(waiting.length);
    expect(meanwhile.length).toBeGreaterThan(20);
    expect(ready).toBe(200);
    await world.region.api.call(dispatcher, changeIncident, {
      params,
      body: { commandId: randomUUID(), version: snapshot.incident.version, title: 'После замка' },
    });
    return {
      waiting: waiting.length,
      othersMeanwhile: meanwhile.length,
      slowestMeanwhileMs: Math.round(Math.max(...meanwhile.map(({ milliseconds }) => milliseconds))),
    };
  });
  expectNoLoss(figures);
  return figures;
};

scenarios(PostgresWorld.open, {
  'postgres-stopped': stopped,
  'postgres-frozen': frozen,
  'postgres-dark': dark,
  'postgres-full': full,
  'postgres-lock': locked,
});

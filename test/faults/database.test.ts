// The database process may die, hang or panic: the station notices, replaces it and keeps its clients.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { getIncident } from '@izdeu/contracts';
import { eventually } from '@izdeu/testing';
import { expect } from '@jest/globals';
import pg from 'pg';
import { pathOf } from '../support/api.js';
import { pause } from './app-process.js';
import { Burst } from './burst.js';
import { expectNoLoss, scenarios, type Figures, type Plan } from './scenario.js';
import { StationWorld } from './world.js';

/** Does the harm. */
type Fault = (world: StationWorld) => Promise<void>;

const kill: Fault = async (world) => {
  for (const child of world.station.children()) process.kill(child, 'SIGKILL');
  await pause(0);
};

const wedge: Fault = async (world) => {
  for (const child of world.station.children()) process.kill(child, 'SIGSTOP');
  await pause(0);
};

/** PGlite cannot start a program and dies of the attempt while its process lives on. */
const panic: Fault = async (world) => {
  const folder = createHash('sha256').update(realpathSync(world.database.dataDir)).digest('hex').slice(0, 16);
  const host = join(tmpdir(), `izdeu-${userInfo().uid}`, folder);
  const client = new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  await expect(client.query("COPY (SELECT 1) TO PROGRAM 'cat'")).rejects.toThrow('Connection terminated');
};

/** Asks all the while. Whatever is answered is either right or 503, and the incident is never gone. */
class Prober {
  readonly statuses = new Map<number, number>();
  private asking = true;
  private readonly done: Promise<void>;

  constructor(world: StationWorld, token: string, incidentId: string) {
    this.done = this.ask(world, token, pathOf(getIncident, { id: incidentId }), incidentId);
  }

  async end(): Promise<void> {
    this.asking = false;
    await this.done;
  }

  private async ask(world: StationWorld, token: string, path: string, incidentId: string): Promise<void> {
    while (this.asking) {
      const { status, body } = await world.station.send(token, 'GET', path);
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
      if (status === 503) expect(body).toMatchObject({ code: 'UNAVAILABLE' });
      else expect(body).toMatchObject({ id: incidentId });
      await pause(50);
    }
  }
}

const replaced =
  (name: string, fault: Fault) =>
  async (world: StationWorld, plan: Plan): Promise<Figures> => {
    const rounds = plan.long ? 4 : 1;
    let redMs = 0;
    let healedMs = 0;
    const figures = await Burst.during(world, plan, { name, clients: 4 }, async (burst) => {
      const { dispatcher, incident } = burst.load.search;
      const prober = new Prober(world, dispatcher, incident.id);
      for (let round = 0; round < rounds; round += 1) {
        await burst.load.acknowledges(plan.long ? 100 : 40);
        const before = world.station.children();
        const started = performance.now();
        const harm = fault(world);
        await eventually(async () => !(await world.isReady()), 'a station that is not ready', 60_000);
        redMs = Math.max(redMs, performance.now() - started);
        await harm;
        await world.restart();
        healedMs = Math.max(healedMs, performance.now() - started);
        expect(world.station.children()).toHaveLength(1);
        expect(world.station.children()).not.toEqual(before);
        await burst.load.acknowledges(40);
        // A process that ends five times within a minute is not started again.
        if (round < rounds - 1) await pause(15_000);
      }
      await prober.end();
      expect([...prober.statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
      expect(prober.statuses.get(200)).toBeGreaterThan(0);
    });
    expectNoLoss(figures);
    return { ...figures, redMs: Math.round(redMs), healedMs: Math.round(healedMs) };
  };

/** Last of its file: the station of the world has ended afterwards. */
const crashLoop = async (world: StationWorld): Promise<Figures> => {
  const started = performance.now();
  const { station } = world;
  let killed: number | undefined;
  let kills = 0;
  while (station.isRunning && performance.now() - started < 120_000) {
    const [child] = station.children();
    if (child !== undefined && child !== killed && (await world.isReady())) {
      process.kill(child, 'SIGKILL');
      killed = child;
      kills += 1;
    }
    await pause(20);
  }
  expect(await station.ended).toBe(1);
  expect(station.output()).toContain('the database cannot be kept running');
  return { kills, endedAfterMs: Math.round(performance.now() - started) };
};

scenarios(StationWorld.open, {
  'kill-database': replaced('kill-database', kill),
  'wedge-database': replaced('wedge-database', wedge),
  'panic-database': replaced('panic-database', panic),
  'crash-loop': crashLoop,
});

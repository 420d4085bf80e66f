// What was acknowledged survives kill -9, exactly once, and every client comes back to the same state by itself.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { addPhoto, changeIncident, createGrid, getSnapshot, setLocale } from '@izdeu/contracts';
import { stateFromSnapshot, stateHash } from '@izdeu/domain';
import { expect } from '@jest/globals';
import sharp from 'sharp';
import { pathOf } from '../support/api.js';
import { SeededRandom } from '../support/random.js';
import { BOUNDARY, snapshotOfIncident } from '../support/search.js';
import { freePort, pause, spawnApp } from './app-process.js';
import { Burst } from './burst.js';
import { judgeRows } from './oracle.js';
import { expectNoLoss, scenarios, spread, type Figures, type Plan } from './scenario.js';
import { StationWorld } from './world.js';

const PARTS = ['station', 'database', 'both'] as const;

const killStation = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const random = new SeededRandom(plan.seed);
  const between = plan.long ? 105 : 60;
  const options = { name: 'kill-station', cellSizeMetres: 200 } as const;
  const figures = await Burst.during(world, plan, options, async (burst) => {
    const downMilliseconds: number[] = [];
    for (let kill = 0; kill < plan.kills; kill += 1) {
      await burst.load.acknowledges(between);
      await pause(random.below(40));
      const killed = performance.now();
      await Promise.all([
        world.kill(PARTS[kill % PARTS.length] ?? 'both').then(() => world.restart()),
        ...burst.plain.map((system) => system.killServer().then(() => system.restartServer())),
      ]);
      downMilliseconds.push(performance.now() - killed);
    }
    await burst.load.acknowledges(between);
    await burst.load.finish();
    expect(burst.load.acknowledged.some(({ attempts }) => attempts > 1)).toBe(true);
    for (const { follower } of burst.followers) expect(follower.joins.length).toBeGreaterThan(1);
    const middle = downMilliseconds.sort((a, b) => a - b)[Math.floor(downMilliseconds.length / 2)] ?? 0;
    const figures = { kills: plan.kills, medianDownMs: Math.round(middle), ...(await burst.judge()) };
    await endAndInspect(world, burst);
    return figures;
  });
  expectNoLoss(figures);
  return figures;
};

/** Stops the station for good, counts the rows, and starts it again. */
const endAndInspect = async (world: StationWorld, burst: Burst): Promise<void> => {
  expect(await world.station.end('SIGTERM')).toBe(0);
  await world.inspect((query) => judgeRows(query, burst.load));
  await world.restart();
};

const killDuringGrid = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const random = new SeededRandom(plan.seed);
  const rounds = plan.long ? 20 : 2;
  let whole = 0;
  for (let round = 0; round < rounds; round += 1) {
    const search = await world.search();
    const request = {
      params: { id: search.incident.id },
      body: { commandId: randomUUID(), boundary: BOUNDARY, cellSizeMetres: 100 as const },
    };
    const first = world.station.call(search.dispatcher, createGrid, request).catch(() => null);
    await pause(random.below(60));
    await world.kill(PARTS[round % PARTS.length] ?? 'both');
    const answered = await first;
    await world.restart();
    const before = await snapshotOfIncident(world.station, search.dispatcher, search.incident.id);
    expect([1, 2]).toContain(before.grids.length);
    if (before.grids.length === 2) whole += 1;
    const repeated = await world.station.call(search.dispatcher, createGrid, request);
    if (answered !== null) expect(repeated).toEqual(answered);
    const after = await snapshotOfIncident(world.station, search.dispatcher, search.incident.id);
    expect(after.grids).toHaveLength(2);
    expect(after.seq).toBe(repeated.seq);
  }
  return { acknowledged: rounds, lost: 0, doubled: 0, committedBeforeTheKill: whole };
};

const killDuringUpload = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const random = new SeededRandom(plan.seed);
  const rounds = plan.long ? 20 : 2;
  const { dispatcher, application } = await world.search();
  const bytes = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#7a6' } })
    .jpeg()
    .toBuffer();
  const upload = (commandId: string) => {
    const form = new FormData();
    form.set('commandId', commandId);
    form.set('personId', application.persons[0]?.id ?? '');
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
    return world.station.send(dispatcher, 'POST', pathOf(addPhoto, { id: application.id }), form);
  };
  let answeredBeforeTheKill = 0;
  for (let round = 0; round < rounds; round += 1) {
    const commandId = randomUUID();
    const first = upload(commandId).catch(() => null);
    await pause(random.below(150));
    await world.kill(PARTS[round % PARTS.length] ?? 'both');
    const answered = await first;
    await world.restart();
    const repeated = await upload(commandId);
    expect(repeated.status).toBe(201);
    if (answered?.status === 201) {
      answeredBeforeTheKill += 1;
      expect(repeated.body).toEqual(answered.body);
    }
    const { id } = repeated.body as { id: string };
    const headers = { authorization: `Bearer ${dispatcher}` };
    const served = await fetch(`${world.station.url}/api/v1/photos/${id}`, { headers });
    expect(served.status).toBe(200);
    expect((await sharp(Buffer.from(await served.arrayBuffer())).metadata()).width).toBe(1600);
  }
  return { acknowledged: rounds, lost: 0, doubled: 0, answeredBeforeTheKill };
};

const restartTime = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const rounds = plan.long ? 9 : 3;
  const { dispatcher } = world.people;
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const killed = performance.now();
    await world.kill(PARTS[round % PARTS.length] ?? 'both');
    const started = world.restart();
    const body = { commandId: randomUUID(), locale: 'ru' as const };
    while (
      !(await world.station.call(dispatcher, setLocale, { body }).then(
        () => true,
        () => false,
      ))
    )
      await pause(20);
    times.push(performance.now() - killed);
    await started;
  }
  return { acknowledged: rounds, ...spread(times) };
};

/** Loading the program takes its time; what counts is the refusal itself. */
const secondProcess = async (world: StationWorld): Promise<Figures> => {
  const { dataDir } = world.database;
  const timed = async (args: string[]) => {
    const started = performance.now();
    const { output, ended } = spawnApp({ app: 'station', dataDir, port: await freePort() }, args);
    return { code: await ended, output: output(), milliseconds: performance.now() - started };
  };
  const refusals: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const loading = await timed(['--no-such-argument']);
    const refusal = await timed([]);
    expect(refusal.code).toBe(1);
    const named = Number(/in use by process (\d+)/.exec(refusal.output)?.[1]);
    expect([world.station.pid, ...world.station.children()]).toContain(named);
    expect(refusal.output).toContain(dataDir);
    refusals.push(refusal.milliseconds - loading.milliseconds);
  }
  const refusedAfterMs = Math.round(Math.min(...refusals));
  expect(refusedAfterMs).toBeLessThan(1_000);
  expect((await fetch(`${world.station.url}/health/ready`)).status).toBe(200);
  return { refusedAfterMs };
};

const drain = async (world: StationWorld): Promise<Figures> => {
  const { dispatcher, incident } = await world.search();
  const params = { id: incident.id };
  await world.station.call(dispatcher, changeIncident, {
    params,
    body: { commandId: randomUUID(), version: incident.version, title: 'Перед остановкой' },
  });
  const state = async () =>
    stateHash(stateFromSnapshot(await world.station.call(dispatcher, getSnapshot, { params })));
  const before = await state();
  expect(await world.station.end('SIGTERM')).toBe(0);
  await world.restart();
  expect(await state()).toBe(before);
  return { acknowledged: 1, lost: 0 };
};

scenarios(StationWorld.open, {
  'kill-station': killStation,
  'kill-during-grid': killDuringGrid,
  'kill-during-upload': killDuringUpload,
  'restart-time': restartTime,
  'second-process': secondProcess,
  drain,
});

// What was acknowledged survives kill -9, exactly once, and every client comes back to the same state by itself.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  assignSectors,
  changeAssignmentStatus,
  createGrid,
  listEvents,
  type AnyRoute,
  type BacklogEntry,
  type IncidentEvent,
} from '@izdeu/contracts';
import { sectorIdOf, stateFromSnapshot, stateHash } from '@izdeu/domain';
import { createTestDatabase, eventually, testedModes, type TestDatabase } from '@izdeu/testing';
import pg from 'pg';
import { BOUNDARY, prepareSearch, snapshotOfIncident, type Search } from '../support/search.js';
import { Refusal, type TestStation } from '../support/station.js';
import { Follower } from './follower.js';
import { freePort, spawnStation, StationProcess } from './station-process.js';

jest.setTimeout(600_000);

const FOLLOWERS = 8;
const WORKERS = 4;
const ACKNOWLEDGED_BETWEEN_KILLS = 60;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One command as its sender remembers it. */
interface Sent {
  readonly commandId: string;
  readonly route: AnyRoute;
  readonly request: { params: { id: string }; body: Record<string, unknown> };
  attempts: number;
  answer: unknown;
}

describe.each(testedModes())('a station killed in the middle of a burst (%s)', (mode) => {
  let database: TestDatabase;
  let station: StationProcess;
  let search: Search;
  let port: number;
  const followers: Follower[] = [];
  const sent: Sent[] = [];
  let sectorIds: string[] = [];
  let working = true;

  const start = (): Promise<StationProcess> =>
    StationProcess.start({ dataDir: database.dataDir, databaseUrl: database.databaseUrl, port });
  const acknowledged = (): Sent[] => sent.filter((command) => command.answer !== undefined);
  const snapshot = (token = search.dispatcher) =>
    // Only what both kinds of station have is used.
    snapshotOfIncident(station as unknown as TestStation, token, search.incident.id);

  /** Sends until it is answered, always under the same id; a refusal is an answer and a fault of the server. */
  const insist = async (route: AnyRoute, id: string, fields: object): Promise<unknown> => {
    const commandId = randomUUID();
    const command: Sent = {
      commandId,
      route,
      request: { params: { id }, body: { commandId, ...fields } },
      attempts: 0,
      answer: undefined,
    };
    sent.push(command);
    for (;;) {
      command.attempts += 1;
      try {
        command.answer = await station.call(search.dispatcher, route, command.request);
        return command.answer;
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) throw error;
        await pause(50);
      }
    }
  };

  const worker = async (number: number): Promise<void> => {
    const team = search.teams[number % 2 === 0 ? 0 : 1];
    while (working) {
      const sectorId = sectorIds.pop();
      if (sectorId === undefined) throw new Error('too few sectors for this burst');
      const { assignments } = (await insist(assignSectors, search.incident.id, {
        sectorIds: [sectorId],
        teamId: team.id,
      })) as { assignments: { id: string }[] };
      for (const to of ['acknowledged', 'en-route'])
        await insist(changeAssignmentStatus, assignments[0]?.id ?? '', { to });
    }
  };

  const allEvents = async (token: string): Promise<BacklogEntry[]> => {
    const events: BacklogEntry[] = [];
    for (;;) {
      const page = await station.call(token, listEvents, {
        params: { id: search.incident.id },
        query: { afterSeq: events.length },
      });
      if (page.events.length === 0) return events;
      events.push(...page.events);
    }
  };

  beforeAll(async () => {
    database = await createTestDatabase(mode);
    port = await freePort();
    station = await start();
    search = await prepareSearch(station as unknown as TestStation);
    const { grid } = await station.call(search.dispatcher, createGrid, {
      params: { id: search.incident.id },
      body: { commandId: randomUUID(), boundary: BOUNDARY, cellSizeMetres: 100 },
    });
    sectorIds = Array.from({ length: grid.sectorCount }, (_, index) => sectorIdOf(grid.id, index));
  });
  afterAll(async () => {
    working = false;
    for (const follower of followers) follower.close();
    await station.end('SIGKILL');
    await pause(500);
    await database.dispose();
  });

  test('nothing acknowledged is lost or doubled, and every client converges', async () => {
    for (let index = 0; index < FOLLOWERS; index += 1)
      followers.push(
        await Follower.start(
          station.url,
          index % 2 === 0 ? search.dispatcher : search.searcher,
          search.incident.id,
        ),
      );
    const work = Promise.all(Array.from({ length: WORKERS }, (_, number) => worker(number)));
    work.catch(() => (working = false));

    const kills: Record<string, () => unknown> = {
      'the station': () => station.end('SIGKILL'),
      'its database process, or the station again': () => {
        const [child] = station.children();
        if (child === undefined) return station.end('SIGKILL');
        process.kill(child, 'SIGKILL');
        return station.ended;
      },
      'everything at once': () => {
        const children = station.children();
        const ended = station.end('SIGKILL');
        for (const child of children) process.kill(child, 'SIGKILL');
        return ended;
      },
    };
    for (const [what, kill] of Object.entries(kills)) {
      const goal = acknowledged().length + ACKNOWLEDGED_BETWEEN_KILLS;
      await eventually(() => acknowledged().length >= goal || !working, `${goal} answers`, 120_000);
      if (!working) break;
      expect([what, await kill()]).not.toEqual([what, 0]);
      station = await start();
    }
    const goal = acknowledged().length + ACKNOWLEDGED_BETWEEN_KILLS;
    await eventually(() => acknowledged().length >= goal || !working, `${goal} answers`, 120_000);
    working = false;
    await work;
    expect(acknowledged()).toHaveLength(sent.length);
    const retried = sent.filter((command) => command.attempts > 1);
    expect(retried.length).toBeGreaterThan(0);

    const events = (await allEvents(search.dispatcher)) as IncidentEvent[];
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));

    // One event for each command, and no other: whether it was answered at once or only when repeated.
    const assigned = events.flatMap((event) =>
      event.type === 'sector.assigned.v1' ? [event.payload.assignment] : [],
    );
    const moved = events.flatMap((event) =>
      event.type === 'assignment.status-changed.v1'
        ? [`${event.payload.assignment.id} ${event.payload.assignment.state}`]
        : [],
    );
    const sentAssignments = sent.filter((command) => command.route === assignSectors);
    const answered = sentAssignments.map(
      (command) => (command.answer as { assignments: { id: string; sectorId: string }[] }).assignments[0],
    );
    expect(assigned.map(({ id }) => id).sort()).toEqual(answered.map((one) => one?.id).sort());
    expect(new Set(assigned.map(({ sectorId }) => sectorId)).size).toBe(assigned.length);
    expect(moved.sort()).toEqual(
      sent
        .filter((command) => command.route === changeAssignmentStatus)
        .map(({ request }) => `${request.params.id} ${String(request.body.to)}`)
        .sort(),
    );
    const current = await snapshot();
    expect(current.assignments.map(({ id }) => id).sort()).toEqual(answered.map((one) => one?.id).sort());

    // A repeat, retried before or not, still gets the first answer and changes nothing.
    for (const { route, request, answer } of [...retried, ...sent.slice(-5)])
      expect(await station.call(search.dispatcher, route, request)).toEqual(answer);
    expect((await snapshot()).seq).toBe(current.seq);

    for (const [index, follower] of followers.entries()) {
      await eventually(() => follower.state?.seq === current.seq, `client ${index} at the end`, 60_000);
      const own = await snapshot(index % 2 === 0 ? search.dispatcher : search.searcher);
      expect(follower.hash).toBe(stateHash(stateFromSnapshot(own)));
      expect(follower.applied).toEqual(
        Array.from({ length: current.seq - follower.firstSeq }, (_, step) => follower.firstSeq + step + 1),
      );
      expect(follower.joins[0]).toBe('snapshot');
      expect(follower.joins.slice(1).every((join) => join === 'delta')).toBe(true);
      expect(follower.joins.length).toBeGreaterThan(1);
      expect(follower.repeated).toBe(0);
    }
    console.log(
      `${mode}: ${sent.length} commands acknowledged over 3 kills, ${retried.length} of them after a repeat`,
    );
  });

  // A database server is made for many: there the test does not exist, rather than pass unlooked.
  if (mode === 'embedded')
    test('a second station is refused the same data folder at once, and told who has it', async () => {
      const timed = async (dataDir: string, args: string[]) => {
        const started = performance.now();
        const { output, ended } = spawnStation({ dataDir, port: await freePort() }, args);
        return { code: await ended, output: output(), milliseconds: performance.now() - started };
      };
      const refusals = [];
      for (let round = 0; round < 3; round += 1) {
        // Loading the program takes its time; what counts is the refusal itself.
        const loading = await timed(database.dataDir, ['--no-such-argument']);
        const refusal = await timed(database.dataDir, []);
        expect(refusal.code).toBe(1);
        const named = Number(/in use by process (\d+)/.exec(refusal.output)?.[1]);
        expect([station.pid, ...station.children()]).toContain(named);
        expect(refusal.output).toContain(database.dataDir);
        refusals.push(refusal.milliseconds - loading.milliseconds);
      }
      expect(Math.min(...refusals)).toBeLessThan(1_000);
      await snapshot();
    });

  test('SIGTERM drains and exits 0, and nothing is missing afterwards', async () => {
    const before = await snapshot();
    expect(await station.end('SIGTERM')).toBe(0);
    if (database.databaseUrl !== undefined) {
      const client = new pg.Client({ connectionString: database.databaseUrl });
      await client.connect();
      const { rows } = await client.query<{ n: number; last: number }>(
        'SELECT count(*)::int AS n, max(seq)::int AS last FROM outbox WHERE incident_id = $1',
        [search.incident.id],
      );
      await client.end();
      expect(rows).toEqual([{ n: before.seq, last: before.seq }]);
    }
    station = await start();
    expect(stateHash(stateFromSnapshot(await snapshot()))).toBe(stateHash(stateFromSnapshot(before)));
  });
});

// What was answered is on the disk: not in the memory of the system, where a power cut ends it.
import { mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getSnapshot, reportPositions, type Fix } from '@izdeu/contracts';
import { openEmbeddedDatabase } from '@izdeu/persistence';
import { createTestDatabase } from '@izdeu/testing';
import { expect } from '@jest/globals';
import pg from 'pg';
import { SeededRandom } from '../support/random.js';
import { Follower } from './follower.js';
import { judge } from './oracle.js';
import { afterPowerCut } from './power-cut-disk.js';
import { expectNoLoss, scenarios, type Figures, type Plan } from './scenario.js';
import { Workload, type Sent } from './workload.js';
import { StationWorld } from './world.js';

/** Positions may lag behind the disk by a second (docs/protocol.md, P-21). */
const LAG_MILLISECONDS = 1_000;

/** A station whose database process records what its disk was told to keep. */
class RecordedWorld {
  private constructor(
    readonly station: StationWorld,
    readonly store: string,
    readonly images: string,
  ) {}

  static async open(this: void): Promise<RecordedWorld> {
    const database = await createTestDatabase('embedded');
    const store = mkdtempSync(join(tmpdir(), 'izdeu-disk-'));
    const images = mkdtempSync(join(tmpdir(), 'izdeu-cut-'));
    process.env.IZDEU_POWER_CUT_ROOT = realpathSync(database.dataDir);
    process.env.IZDEU_POWER_CUT_STORE = store;
    process.env.IZDEU_DATABASE_NODE_OPTIONS = `--import=${resolve(import.meta.dirname, 'power-cut-recorder.mjs')}`;
    return new RecordedWorld(await StationWorld.on(database), store, images);
  }

  async close(): Promise<void> {
    delete process.env.IZDEU_DATABASE_NODE_OPTIONS;
    await this.station.close();
    for (const folder of [this.store, this.images]) rmSync(folder, { recursive: true, force: true });
  }
}

/** What had been promised at the moment of the cut. */
interface Promised {
  readonly incidentId: string;
  readonly commands: readonly string[];
  readonly fixes: readonly Fix[];
  /** The last number that any client was shown. */
  readonly seq: number;
}

/** Opens a copy of the disk as a station would after the cut, and reads every page there is. */
const inspectDisk = async (dataDir: string, promised: Promised): Promise<void> => {
  // The copy is not what is recorded.
  const { IZDEU_DATABASE_NODE_OPTIONS: recorder } = process.env;
  delete process.env.IZDEU_DATABASE_NODE_OPTIONS;
  const database = await openEmbeddedDatabase({ dataDir });
  const client = new pg.Client(database.connection);
  try {
    await client.connect();
    const query = async <R>(text: string, values: unknown[] = []): Promise<R[]> =>
      (await client.query(text, values)).rows as R[];
    const present = await query<{ id: string }>('SELECT command_id AS id FROM command');
    const kept = new Set(present.map(({ id }) => id));
    expect(promised.commands.filter((id) => !kept.has(id))).toEqual([]);
    const [numbers] = await query<{ n: number; last: number; seq: number }>(
      `SELECT count(*)::int AS n, max(o.seq)::int AS last, max(i.seq)::int AS seq
       FROM outbox o JOIN incident i ON i.id = o.incident_id WHERE o.incident_id = $1`,
      [promised.incidentId],
    );
    expect(numbers).toEqual({ n: numbers?.seq, last: numbers?.seq, seq: numbers?.seq });
    expect(numbers?.seq).toBeGreaterThanOrEqual(promised.seq);
    const fixes = await query<{ id: string }>("SELECT device_id || ' ' || sequence AS id FROM position");
    const stored = new Set(fixes.map(({ id }) => id));
    expect(promised.fixes.filter((fix) => !stored.has(`${fix.deviceId} ${fix.sequence}`))).toEqual([]);
    // Checksums tell of pages that were torn or never came.
    const tables = await query<{ name: string }>(
      "SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    for (const { name } of tables) await query(`SELECT count(t.*) FROM ${name} t`);
  } finally {
    await client.end();
    await database.close();
    if (recorder !== undefined) process.env.IZDEU_DATABASE_NODE_OPTIONS = recorder;
  }
};

const powerCut = async (world: RecordedWorld, plan: Plan): Promise<Figures> => {
  const rounds = plan.long ? 8 : 2;
  const { station, store, images } = world;
  const { dataDir } = station.database;
  const random = new SeededRandom(plan.seed);
  const search = await station.search({ cellSizeMetres: 250 });
  const { dispatcher, searcher, incident } = search;
  const snapshot = await station.api.call(dispatcher, getSnapshot, { params: { id: incident.id } });
  const followers = [];
  for (const token of [dispatcher, searcher])
    followers.push({ follower: await Follower.start(station.station.url, token, incident.id), token });
  const answeredAt = new Map<Sent, number>();
  const load = new Workload(() => station.api, search, {
    seed: plan.seed,
    workers: 6,
    name: 'power-cut',
    onAcknowledged: (command) => answeredAt.set(command, performance.now()),
  });
  let disks = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      await load.acknowledges(plan.long ? 150 : 60);
      await station.kill('both');
      const cutAt = performance.now();
      const promised: Promised = {
        incidentId: incident.id,
        commands: load.acknowledged
          .filter(({ route }) => route !== reportPositions)
          .map(({ commandId }) => commandId),
        fixes: load.acknowledged
          .filter((one) => one.route === reportPositions)
          .filter((one) => (answeredAt.get(one) ?? cutAt) < cutAt - LAG_MILLISECONDS)
          .flatMap((one) => one.request.body.fixes as Fix[]),
        seq: Math.max(...followers.map(({ follower }) => follower.seq)),
      };
      for (let copy = 0; copy < (plan.long ? 5 : 1); copy += 1) {
        const image = join(images, `${round}-${copy}`);
        // The first is the disk that keeps nothing but what it was told to keep.
        afterPowerCut(dataDir, store, image, copy === 0 ? undefined : random);
        await inspectDisk(image, promised);
        rmSync(image, { recursive: true });
        disks += 1;
      }
      // Goes on with what the disk holds.
      const image = join(images, `${round}-on`);
      afterPowerCut(dataDir, store, image, random);
      rmSync(dataDir, { recursive: true });
      renameSync(image, dataDir);
      await station.restart();
    }
    await load.finish();
    const figures = await judge({ api: station.api, load, since: snapshot.seq, followers });
    expectNoLoss(figures);
    return { ...figures, cuts: rounds, disksOpened: disks + rounds };
  } finally {
    await load.giveUp();
    for (const { follower } of followers) follower.close();
  }
};

scenarios(RecordedWorld.open, { 'power-cut': powerCut });

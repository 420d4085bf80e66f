import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';

import { DataFolderLockedError, openEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.js';

// A database without an image takes its time on a busy machine.
jest.setTimeout(180_000);

let folder: string;
let image: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'izdeu-test-'));
  image = join(folder, 'image.tar.gz');
  const first = await openEmbeddedDatabase({ dataDir: 'memory://' });
  await query(first, 'CREATE TABLE note (id int PRIMARY KEY)');
  await first.dumpImage(image);
  await first.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const query = async (database: EmbeddedDatabase, text: string, values: unknown[] = []) => {
  const client = new pg.Client(database.connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    // Not awaited: on a broken connection it never resolves.
    void client.end().catch(() => undefined);
  }
};
const open = (name: string) => openEmbeddedDatabase({ dataDir: join(folder, name), imageFile: image });
const exitOf = (database: EmbeddedDatabase) =>
  new Promise<string>((fulfil) => database.onUnexpectedExit(fulfil));
/** A zombie that nobody has reaped yet is as dead as one that is gone. */
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.startsWith('Z') === false;
  } catch {
    return false;
  }
};

/** Inserts until the connection breaks; resolves with the numbers whose insert was acknowledged. */
async function insertUntilItBreaks(database: EmbeddedDatabase, from: number): Promise<number[]> {
  const pool = new pg.Pool({ ...database.connection, max: 5 });
  pool.on('error', () => undefined);
  const acknowledged: number[] = [];
  let next = from;
  const writer = async () => {
    for (;;) {
      const id = (next += 1);
      await pool.query('INSERT INTO note VALUES ($1)', [id]);
      acknowledged.push(id);
    }
  };
  await Promise.allSettled([1, 2, 3, 4, 5].map(writer));
  await pool.end();
  return acknowledged;
}

describe('the prepared image', () => {
  it('fills a new folder, and is left alone by one that exists', async () => {
    const first = await open('from-image');
    await query(first, 'INSERT INTO note VALUES (1)');
    await first.close();
    const again = await open('from-image');
    expect(await query(again, 'SELECT id FROM note')).toEqual([{ id: 1 }]);
    await again.close();
  });

  it('is loaded again when the first opening was interrupted', async () => {
    const dataDir = join(folder, 'interrupted');
    await mkdir(join(dataDir, 'base'), { recursive: true });
    await writeFile(join(dataDir, 'izdeu-first-boot'), '');
    await writeFile(join(dataDir, 'PG_VERSION'), '18\n');
    const database = await open('interrupted');
    expect(await query(database, 'SELECT id FROM note')).toEqual([]);
    await database.close();
  });

  it('never fills a folder that holds something else', async () => {
    await mkdir(join(folder, 'photos'));
    await writeFile(join(folder, 'photos', 'a.jpg'), '');
    await expect(open('photos')).rejects.toThrow('neither empty nor a database folder');
  });
});

describe('a killed database process', () => {
  it('loses no acknowledged row, five times over', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const database = await open('killed');
      const burst = insertUntilItBreaks(database, round * 100_000);
      await new Promise((fulfil) => setTimeout(fulfil, 1_000 + round * 40));
      process.kill(database.pid, 'SIGKILL');
      await expect(exitOf(database)).resolves.toContain('SIGKILL');
      const rows = await burst;
      expect(rows.length).toBeGreaterThan(20);
      acknowledged.push(...rows);
      await database.close();
    }
    const database = await open('killed');
    const present = new Set((await query(database, 'SELECT id FROM note')).map((row) => row.id));
    expect(acknowledged.filter((id) => !present.has(id))).toEqual([]);
    await database.close();
  });
});

describe('a data folder', () => {
  it('is refused to a second process within a second, by the name of the first', async () => {
    const first = await open('locked');
    const startedAt = performance.now();
    const refusal = await open('locked').catch((error: unknown) => error);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(refusal).toBeInstanceOf(DataFolderLockedError);
    expect(refusal).toMatchObject({ holderPid: first.pid });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.kill(first.pid, signal);
    expect(await query(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.close();
    expect(alive(first.pid)).toBe(false);
  });

  it('is free again soon after its station was killed, its work kept', async () => {
    const { station, holderPid } = await stationWith(join(folder, 'orphaned'), image);
    station.kill('SIGKILL');
    await once(station, 'exit');
    const database = await open('orphaned');
    expect(alive(holderPid)).toBe(false);
    expect(await query(database, 'SELECT count(*)::int AS n FROM note')).toEqual([{ n: 0 }]);
    await database.close();
  });
});

describe('a wedged database process', () => {
  it('is ended once it gives no sign of life', async () => {
    const database = await openEmbeddedDatabase({ dataDir: join(folder, 'locked'), stillLimitMs: 2_000 });
    process.kill(database.pid, 'SIGSTOP');
    await expect(exitOf(database)).resolves.toContain('no sign of life');
    await database.close();
  });
});

/** A process of its own that starts the database process and then only waits. */
async function stationWith(
  dataDir: string,
  imageFile: string,
): Promise<{ station: ChildProcess; holderPid: number }> {
  const script = join(folder, 'station.mjs');
  const entry = new URL('./process/embedded-process.mjs', import.meta.url).pathname;
  await writeFile(
    script,
    `import { fork } from 'node:child_process';
     const child = fork(${JSON.stringify(entry)}, [], { execArgv: [] });
     child.on('message', (message) => { if (message.type === 'ready') process.send(child.pid); });
     child.send(${JSON.stringify({ type: 'open', dataDir, imageFile })});`,
  );
  const station = fork(script, [], { execArgv: [] });
  const [holderPid] = (await once(station, 'message')) as [number];
  return { station, holderPid };
}

// What may be wrong with the data folder: it is put right, or said so; nothing that was answered vanishes in silence.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, realpathSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDatabase } from '@izdeu/persistence';
import { createTestDatabase, type TestDatabase } from '@izdeu/testing';
import { expect } from '@jest/globals';
import pg from 'pg';
import { AppProcess, freePort, spawnApp } from './app-process.js';
import { scenarios, type Figures } from './scenario.js';

/** A folder with a database that was closed properly. */
class FolderWorld {
  private constructor(readonly database: TestDatabase) {}

  static async open(this: void): Promise<FolderWorld> {
    const world = new FolderWorld(await createTestDatabase('embedded'));
    const station = await AppProcess.start(await world.options());
    await station.firstAdministrator();
    expect(await station.end('SIGTERM')).toBe(0);
    return world;
  }

  async options(dataDir = this.database.dataDir) {
    return { app: 'station' as const, dataDir, port: await freePort() };
  }

  /** How a start that must not succeed ends. */
  async refusal(dataDir: string): Promise<string> {
    const { ended, output } = spawnApp(await this.options(dataDir));
    expect(await ended).toBe(1);
    return output();
  }

  close(): Promise<void> {
    return this.database.dispose();
  }
}

const query = async <R>(dataDir: string, text: string): Promise<R[]> => {
  const database = await openEmbeddedDatabase({ dataDir });
  const client = new pg.Client(database.connection);
  try {
    await client.connect();
    return (await client.query(text)).rows as R[];
  } finally {
    await client.end();
    await database.close();
  }
};

const users = async (dataDir: string): Promise<number> => {
  const [row] = await query<{ n: number }>(dataDir, 'SELECT count(*)::int AS n FROM app_user');
  return row?.n ?? 0;
};

const staleLock = async ({ database: { dataDir } }: FolderWorld): Promise<Figures> => {
  const key = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 32);
  const folder = join(tmpdir(), `izdeu-${userInfo().uid}`);
  const own = () => readdirSync(folder).filter((name) => name.startsWith(`${key}.lock.`));
  const top = Math.max(0, ...own().map((name) => Number(name.split('.').at(-1))));
  const lock = join(folder, `${key}.lock.${top + 1}`);
  // This very process lives, but it did not start then: the number was used again.
  const content = { pid: process.pid, startedAt: '1', parentPid: process.ppid, parentStartedAt: '1' };
  writeFileSync(lock, JSON.stringify(content), { mode: 0o600 });
  expect(await users(dataDir)).toBe(1);
  // The lock lies beside no file of the database: a copied or restored folder brings none along.
  expect(readdirSync(dataDir).filter((name) => /lock|izdeu/.test(name))).toEqual([]);
  // The same number and the same start: that is a living holder.
  const stat = execFileSync('cat', [`/proc/${process.pid}/stat`], { encoding: 'utf8' });
  const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const next = Math.max(0, ...own().map((name) => Number(name.split('.').at(-1)))) + 1;
  const parentStat = execFileSync('cat', [`/proc/${process.ppid}/stat`], { encoding: 'utf8' });
  const parentStartedAt = parentStat.slice(parentStat.lastIndexOf(')') + 2).split(' ')[19];
  const living = join(folder, `${key}.lock.${next}`);
  writeFileSync(living, JSON.stringify({ ...content, startedAt, parentStartedAt }), { mode: 0o600 });
  await expect(openEmbeddedDatabase({ dataDir })).rejects.toMatchObject({ holderPid: process.pid });
  await rm(living);
  return { acknowledged: 1, lost: 0 };
};

const asRoot = (command: string, ...args: string[]): void => {
  execFileSync(command, args, { stdio: 'pipe' });
};

/** A file system of its own, which only root can mount: said so plainly where that is not possible. */
const mounted = async (options: string, work: (folder: string) => Promise<Figures>): Promise<Figures> => {
  const folder = await mkdtemp(join(tmpdir(), 'izdeu-mount-'));
  try {
    asRoot('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder);
  } catch (error) {
    throw new Error('this scenario mounts a file system and needs root', { cause: error });
  }
  try {
    return await work(folder);
  } finally {
    asRoot('umount', '-l', folder);
    await rm(folder, { recursive: true, force: true });
  }
};

const readOnlyFolder = (world: FolderWorld): Promise<Figures> =>
  mounted('size=600m', async (folder) => {
    const dataDir = join(folder, 'data');
    asRoot('cp', '-a', world.database.dataDir, dataDir);
    asRoot('mount', '-o', 'remount,ro', folder);
    const output = await world.refusal(dataDir);
    expect(output).toContain(`${dataDir} cannot be written (EROFS)`);
    asRoot('mount', '-o', 'remount,rw', folder);
    expect(await users(dataDir)).toBe(1);
    return { acknowledged: 1, lost: 0 };
  });

/** Rows of 100 kB until the disk is full: what was answered is there afterwards. */
const diskFull = (world: FolderWorld): Promise<Figures> =>
  mounted('size=260m', async (folder) => {
    const dataDir = join(folder, 'data');
    asRoot('cp', '-a', world.database.dataDir, dataDir);
    const database = await openEmbeddedDatabase({ dataDir });
    const client = new pg.Client(database.connection);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE filler (id int PRIMARY KEY, body bytea)');
    const acknowledged: number[] = [];
    let refusal = '';
    for (let id = 1; refusal === '' && id < 10_000; id += 1) {
      const text = `INSERT INTO filler SELECT $1, decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, 6000)`;
      await client.query(text, [id]).then(
        () => acknowledged.push(id),
        (error: Error) => (refusal = error.message),
      );
    }
    expect(refusal).toMatch(/No space left|Connection terminated/);
    await database.close();
    const output = await world.refusal(dataDir);
    expect(output).toContain(`the disk of ${dataDir} is full`);
    asRoot('mount', '-o', 'remount,size=600m', folder);
    const present = new Set((await query<{ id: number }>(dataDir, 'SELECT id FROM filler')).map(({ id }) => id));
    const lost = acknowledged.filter((id) => !present.has(id)).length;
    expect(lost).toBe(0);
    return { acknowledged: acknowledged.length, lost };
  });

/** Cuts the newest segment short where a file system lost its end. */
const truncatedWal = async (world: FolderWorld): Promise<Figures> => {
  const folder = await mkdtemp(join(tmpdir(), 'izdeu-wal-'));
  try {
    const dataDir = join(folder, 'data');
    execFileSync('cp', ['-a', world.database.dataDir, dataDir]);
    const database = await openEmbeddedDatabase({ dataDir });
    const client = new pg.Client(database.connection);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE note (id int PRIMARY KEY)');
    await client.query('INSERT INTO note SELECT generate_series(1, 100)');
    await client.query('CHECKPOINT');
    await client.query('INSERT INTO note SELECT generate_series(101, 200)');
    const [position] = (await client.query<{ file: string; offset: number }>(
      'SELECT file_name AS file, file_offset AS offset FROM pg_walfile_name_offset(pg_current_wal_lsn())',
    )).rows;
    process.kill(database.pid, 'SIGKILL');
    await new Promise((fulfil) => database.onUnexpectedExit(fulfil));
    const segment = join(dataDir, 'pg_wal', position?.file ?? '');
    expect(statSync(segment).size).toBe(16 * 1024 * 1024);
    // Behind what was written: nothing is lost.
    truncateSync(segment, Math.ceil((position?.offset ?? 0) / 8192) * 8192);
    expect(await query(dataDir, 'SELECT id FROM note')).toHaveLength(200);
    return { acknowledged: 200, lost: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

scenarios(FolderWorld.open, {
  'stale-lock': staleLock,
  'read-only-folder': readOnlyFolder,
  'disk-full': diskFull,
  'truncated-wal': truncatedWal,
});

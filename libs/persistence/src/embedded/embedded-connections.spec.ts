import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';

import { openEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.js';

// A database without an image takes its time on a busy machine.
jest.setTimeout(180_000);

let folder: string;
let database: EmbeddedDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'izdeu-test-'));
  database = await openEmbeddedDatabase({ dataDir: join(folder, 'data'), idleInTransactionMs: 1_500 });
  pool = new pg.Pool({ ...database.connection, max: 5 });
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE note (id int PRIMARY KEY, body text)');
  await pool.query('CREATE TABLE counter (id int PRIMARY KEY, value int)');
  await pool.query('INSERT INTO counter VALUES (1, 0)');
});

afterAll(async () => {
  await pool.end();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const client = async () => {
  const own = new pg.Client(database.connection);
  own.on('error', () => undefined);
  await own.connect();
  return own;
};
const count = async (where: string) => {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM note WHERE ${where}`);
  return rows[0]?.n;
};

describe('a new embedded database', () => {
  it('has its extensions', async () => {
    const { rows } = await pool.query<{ extname: string }>('SELECT extname FROM pg_extension');
    expect(rows.map((row) => row.extname)).toEqual(
      expect.arrayContaining(['postgis', 'pgcrypto', 'pg_trgm']),
    );
  });
});

describe('several connections to the embedded database', () => {
  it('do not see each other inside transactions, and lose no update', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const own = await pool.connect();
        await own.query('BEGIN');
        const { rows } = await own.query<{ value: number }>('SELECT value FROM counter WHERE id = $1', [1]);
        await new Promise((fulfil) => setTimeout(fulfil, 2));
        await own.query('UPDATE counter SET value = $1 WHERE id = 1', [(rows[0]?.value ?? 0) + 1]);
        await own.query('COMMIT');
        own.release();
      }),
    );
    const { rows } = await pool.query<{ value: number }>('SELECT value FROM counter');
    expect(rows[0]?.value).toBe(40);
  });

  it('do not mix their unnamed statements while large parameters arrive in pieces', async () => {
    const large = 'я'.repeat(300_000);
    const own = await Promise.all([client(), client(), client(), client()]);
    await Promise.all(
      own.map(async (connection, k) => {
        for (let i = 0; i < 25; i += 1) {
          const { rows } =
            k < 2
              ? await connection.query<{ v: number }>('SELECT length($1::text) + $2::int AS v', [large, i])
              : await connection.query<{ v: number }>('SELECT $1::int AS v', [i]);
          expect(rows[0]?.v).toBe(k < 2 ? 300_000 + i : i);
        }
        await connection.end();
      }),
    );
  });

  it('may prepare different statements under the same name, again and again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const own = await Promise.all([client(), client(), client()]);
      const asked = own.flatMap((connection, k) =>
        [1, 2, 3].map((i) =>
          connection.query<{ v: number }>({ name: 'same', text: `SELECT $1::int * ${k} AS v`, values: [i] }),
        ),
      );
      const answers = (await Promise.all(asked)).map(({ rows }) => rows[0]?.v);
      expect(answers).toEqual([0, 0, 0, 1, 2, 3, 2, 4, 6]);
      await Promise.all(own.map((connection) => connection.end()));
    }
    const { rows } = await pool.query('SELECT name FROM pg_prepared_statements');
    expect(rows).toEqual([]);
  });

  it('are not harmed by errors in another', async () => {
    const tasks = Array.from({ length: 60 }, async (_, i) => {
      if (i % 3 === 0)
        return expect(pool.query('SELECT 1 / $1::int', [0])).rejects.toThrow('division by zero');
      if (i % 3 === 1) return expect(pool.query('SELEKT')).rejects.toThrow('syntax error');
      return expect(pool.query('SELECT $1::int AS v', [i])).resolves.toMatchObject({ rows: [{ v: i }] });
    });
    await Promise.all(tasks);
  });

  it('keep the order of a failed transaction: nothing of it remains', async () => {
    const own = await client();
    await own.query('BEGIN');
    await own.query('INSERT INTO note VALUES (100)');
    await expect(own.query('INSERT INTO note VALUES ($1)', [100])).rejects.toMatchObject({ code: '23505' });
    await expect(own.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await own.query('COMMIT');
    await own.end();
    expect(await count('id = 100')).toBe(0);
  });

  it('roll back what a dropped connection left open, and let the others go on', async () => {
    const own = await client();
    await own.query('BEGIN');
    await own.query('INSERT INTO note VALUES ($1)', [200]);
    const waiting = pool.query('INSERT INTO note VALUES (201)');
    (own as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    await waiting;
    expect(await count('id IN (200, 201)')).toBe(1);
  });

  it('end a connection that is silent inside a transaction', async () => {
    const own = await client();
    await own.query('BEGIN');
    await own.query('INSERT INTO note VALUES (300)');
    expect(await count('id = 300')).toBe(0);
    await expect(own.query('COMMIT')).rejects.toThrow();
  });

  it('are refused COPY FROM STDIN, without harm', async () => {
    await expect(pool.query('COPY note FROM STDIN')).rejects.toMatchObject({ code: '0A000' });
    expect(await count('id < 0')).toBe(0);
  });

  it('carry 4 MB in one parameter and back', async () => {
    const body = 'x'.repeat(4_000_000);
    const { rows } = await pool.query<{ body: string }>('INSERT INTO note VALUES (400, $1) RETURNING body', [
      body,
    ]);
    expect(rows[0]?.body === body).toBe(true);
  });
});

describe('a panic of the backend', () => {
  it('ends the process at once and says so, instead of leaving it up and mute', async () => {
    const reason = new Promise<string>((fulfil) => database.onUnexpectedExit(fulfil));
    // It cannot start a program and dies of the attempt.
    await expect(pool.query("COPY (SELECT 1) TO PROGRAM 'cat'")).rejects.toThrow();
    await expect(reason).resolves.toContain('stopped answering');
  });
});

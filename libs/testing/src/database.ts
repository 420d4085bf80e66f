import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export type DatabaseMode = 'embedded' | 'server';

/** Where a suite may open its own, empty database. */
export interface TestDatabase {
  readonly mode: DatabaseMode;
  readonly dataDir: string;
  /** Set in server mode only. */
  readonly databaseUrl?: string;
  /** Call it after the database was closed. */
  dispose(): Promise<void>;
}

/** Address of a PostgreSQL server with PostGIS that suites may create databases on. */
const serverUrl = (): string | undefined => process.env.IZDEU_TEST_PG_URL || undefined;

/** The modes that can be tested here: the server too when `IZDEU_TEST_PG_URL` names one. */
export const testedModes = (): DatabaseMode[] =>
  serverUrl() === undefined ? ['embedded'] : ['embedded', 'server'];

const onServer = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** An empty database of its own for one suite: a fresh folder, or a fresh database on the server. */
export const createTestDatabase = async (mode: DatabaseMode): Promise<TestDatabase> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'izdeu-test-'));
  const removeFolder = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  if (mode === 'embedded') return { mode, dataDir, dispose: removeFolder };

  const address = serverUrl();
  if (address === undefined) throw new Error('IZDEU_TEST_PG_URL names no server');
  const name = `izdeu_test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const databaseUrl = new URL(address);
  databaseUrl.pathname = `/${name}`;
  return {
    mode,
    dataDir,
    databaseUrl: databaseUrl.href,
    dispose: async () => {
      await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await removeFolder();
    },
  };
};

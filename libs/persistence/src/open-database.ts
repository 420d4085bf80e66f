import 'reflect-metadata';
import { DataSource, MigrationExecutor } from 'typeorm';
import { SupervisedDatabase } from './embedded/supervised-database.js';
import { ENTITIES } from './entities/all-entities.js';
import { FirstSchema1763800000000 } from './migrations/1763800000000-first-schema.js';
import { SearchNames1763985600000 } from './migrations/1763985600000-search-names.js';
import { PositionIdentity1764000100000 } from './migrations/1764000100000-position-identity.js';
import { Practice1764010000000 } from './migrations/1764010000000-practice.js';
import { Undo1764020000000 } from './migrations/1764020000000-undo.js';
import { OpenAssignments1764030000000 } from './migrations/1764030000000-open-assignments.js';
import { WhoChanged1764400000000 } from './migrations/1764400000000-who-changed.js';
import { GuardedClient } from './silent-connections.js';
import { SnakeNaming } from './snake-naming.js';

/** Every migration, in the order in which they run. */
export const MIGRATIONS = [
  FirstSchema1763800000000,
  SearchNames1763985600000,
  PositionIdentity1764000100000,
  Practice1764010000000,
  Undo1764020000000,
  OpenAssignments1764030000000,
  WhoChanged1764400000000,
];

export interface DatabaseSettings {
  /** Folder of the embedded database; unused with `databaseUrl`. */
  readonly dataDir: string;
  /** A PostgreSQL + PostGIS server; without it the embedded database is opened. */
  readonly databaseUrl?: string;
  /** A prepared image that makes the first embedded start quick. */
  readonly imageFile?: string;
  /** An embedded database that is being opened already, while the rest of the program loads. */
  readonly embedded?: Promise<SupervisedDatabase>;
  readonly poolSize?: number;
  readonly log?: (line: string) => void;
}

/** An open, migrated database: the same code above it in both modes. */
export interface Database {
  readonly mode: 'embedded' | 'server';
  readonly dataSource: DataSource;
  readonly embedded: SupervisedDatabase | null;
  /** Settings of the server that let a power cut undo what was answered; empty in embedded mode, which waits itself. */
  readonly undurable: readonly string[];
  close(): Promise<void>;
}

const commonOptions = {
  type: 'postgres',
  entities: ENTITIES,
  migrations: MIGRATIONS,
  namingStrategy: new SnakeNaming(),
  synchronize: false,
  installExtensions: false,
  uuidExtension: 'pgcrypto',
  migrationsTableName: 'schema_migration',
  /** One transaction for all: a kill in the middle leaves the old schema whole. */
  migrationsTransactionMode: 'all',
  /** A request that gets no connection for so long is answered that the database cannot answer now. */
  connectTimeoutMS: 10_000,
} as const;

/** Nobody waits longer for one statement, for a lock, or for somebody who keeps a transaction open and is silent. */
const SERVER_LIMITS = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
};
/** Commits share one sync of the disk: the more wait for it together, the more are answered by it. */
const EMBEDDED_POOL_SIZE = 20;

/**
 * Two processes that start together must not migrate together: the first holds a session lock, the others wait
 * and then find nothing left to do.
 */
const migrate = async (dataSource: DataSource): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  const client: unknown = await runner.connect();
  try {
    if (client instanceof GuardedClient) client.beSilentForLong(true);
    // A migration takes its time, and so does waiting for another process's.
    await runner.query('SET statement_timeout = 0');
    await runner.query('SET lock_timeout = 0');
    await runner.query('SELECT pg_advisory_lock(4921001)');
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'all';
    await executor.executePendingMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock(4921001)');
    await runner.query('RESET statement_timeout');
    await runner.query('RESET lock_timeout');
    if (client instanceof GuardedClient) client.beSilentForLong(false);
    await runner.release();
  }
};

/** A commit of such a server is answered before it would survive a power cut. */
const undurableSettings = async (dataSource: DataSource): Promise<string[]> => {
  const rows: { name: string; setting: string }[] = await dataSource.query(
    `SELECT name, setting FROM pg_settings
     WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'off' ORDER BY name`,
  );
  return rows.map(({ name, setting }) => `${name} = ${setting}`);
};

/** Opens the embedded database or connects to the server, and brings the schema up to date. */
export const openDatabase = async (settings: DatabaseSettings): Promise<Database> => {
  if (settings.databaseUrl !== undefined) {
    const dataSource = new DataSource({
      ...commonOptions,
      url: settings.databaseUrl,
      poolSize: settings.poolSize ?? 10,
      extra: { ...SERVER_LIMITS, Client: GuardedClient },
    });
    await dataSource.initialize();
    await migrate(dataSource);
    const undurable = await undurableSettings(dataSource);
    return { mode: 'server', dataSource, embedded: null, undurable, close: () => dataSource.destroy() };
  }
  const { dataDir, imageFile, log } = settings;
  const embedded = await (settings.embedded ?? SupervisedDatabase.start({ dataDir, imageFile, log }));
  const { host, port, user, database } = embedded.connection;
  const dataSource = new DataSource({
    ...commonOptions,
    host,
    port,
    username: user,
    database,
    poolSize: settings.poolSize ?? EMBEDDED_POOL_SIZE,
  });
  try {
    await dataSource.initialize();
    await migrate(dataSource);
  } catch (error) {
    await embedded.close();
    throw error;
  }
  return {
    mode: 'embedded',
    dataSource,
    embedded,
    undurable: [],
    close: async () => {
      await dataSource.destroy();
      await embedded.close();
    },
  };
};

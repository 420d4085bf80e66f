import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { openEmbeddedDatabase, type EmbeddedDatabase } from './embedded/embedded-database.js';
import { ENTITIES } from './entities/all-entities.js';
import { FirstSchema1763800000000 } from './migrations/1763800000000-first-schema.js';
import { SearchNames1763985600000 } from './migrations/1763985600000-search-names.js';
import { PositionIdentity1764000100000 } from './migrations/1764000100000-position-identity.js';
import { Practice1764010000000 } from './migrations/1764010000000-practice.js';
import { Undo1764020000000 } from './migrations/1764020000000-undo.js';
import { OpenAssignments1764030000000 } from './migrations/1764030000000-open-assignments.js';
import { WhoChanged1764400000000 } from './migrations/1764400000000-who-changed.js';
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
  readonly poolSize?: number;
  readonly log?: (line: string) => void;
}

/** An open, migrated database: the same code above it in both modes. */
export interface Database {
  readonly mode: 'embedded' | 'server';
  readonly dataSource: DataSource;
  readonly embedded: EmbeddedDatabase | null;
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
} as const;

/**
 * Two processes that start together must not migrate together: the first holds a session lock, the others wait
 * and then find nothing left to do.
 */
const migrate = async (dataSource: DataSource): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock(4921001)');
    await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock(4921001)');
    await runner.release();
  }
};

/** Opens the embedded database or connects to the server, and brings the schema up to date. */
export const openDatabase = async (settings: DatabaseSettings): Promise<Database> => {
  if (settings.databaseUrl !== undefined) {
    const dataSource = new DataSource({
      ...commonOptions,
      url: settings.databaseUrl,
      poolSize: settings.poolSize ?? 10,
      extra: { statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000 },
    });
    await dataSource.initialize();
    await migrate(dataSource);
    return { mode: 'server', dataSource, embedded: null, close: () => dataSource.destroy() };
  }
  const embedded = await openEmbeddedDatabase({
    dataDir: settings.dataDir,
    imageFile: settings.imageFile,
    log: settings.log,
  });
  const { host, port, user, database } = embedded.connection;
  const dataSource = new DataSource({
    ...commonOptions,
    host,
    port,
    username: user,
    database,
    poolSize: settings.poolSize ?? 5,
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
    close: async () => {
      await dataSource.destroy();
      await embedded.close();
    },
  };
};

import {
  ChangeFeed,
  LocalChangeFeed,
  openDatabase,
  OutboxReader,
  PositionAnnouncements,
  PositionStore,
  PostgresChangeFeed,
  SnapshotReader,
  UnitOfWork,
  type Database,
} from '@izdeu/persistence';
import { Module, type DynamicModule } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { AccessGuard } from './access.guard.js';
import { HttpErrorFilter } from './http-error.filter.js';
import { RateLimits } from './rate-limits.js';
import { SessionService } from './session.service.js';
import type { Settings } from './settings.js';
import { DATABASE, LOG, SETTINGS } from './tokens.js';

/** What is opened once a process and outlives the Nest application. */
export interface Platform {
  readonly settings: Settings;
  readonly log: Logger;
  readonly database: Database;
  readonly feed: ChangeFeed;
  close(): Promise<void>;
}

/** Opens log, database and change feed; the embedded image makes a first start quick. */
export const openPlatform = async (
  settings: Settings,
  options: { imageFile?: string; log?: Logger; poolSize?: number } = {},
): Promise<Platform> => {
  const log = options.log ?? pino({ level: settings.logLevel });
  const database = await openDatabase({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    imageFile: options.imageFile,
    poolSize: options.poolSize,
    log: (line) => log.info(line),
  });
  let feed: ChangeFeed;
  if (settings.databaseUrl === undefined) feed = new LocalChangeFeed();
  else {
    const listening = new PostgresChangeFeed(settings.databaseUrl, (line) => log.warn(line));
    await listening.listen();
    feed = listening;
  }
  return {
    settings,
    log,
    database,
    feed,
    close: async () => {
      await feed.close();
      await database.close();
    },
  };
};

/** Gives the opened platform to every module of the process. */
@Module({})
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    const { settings, log, database, feed } = platform;
    const providers = [
      { provide: SETTINGS, useValue: settings },
      { provide: LOG, useValue: log },
      { provide: DATABASE, useValue: database },
      { provide: ChangeFeed, useValue: feed },
      { provide: UnitOfWork, useValue: new UnitOfWork(database.dataSource, feed) },
      { provide: OutboxReader, useValue: new OutboxReader(database.dataSource) },
      { provide: PositionStore, useValue: new PositionStore(database.dataSource) },
      {
        provide: PositionAnnouncements,
        useValue: new PositionAnnouncements(database.dataSource, feed),
      },
      { provide: SnapshotReader, useValue: new SnapshotReader(database.dataSource) },
      SessionService,
      RateLimits,
      AccessGuard,
      HttpErrorFilter,
    ];
    return { module: PlatformModule, global: true, providers, exports: providers };
  }
}

import {
  ChangeFeed,
  LocalChangeFeed,
  LocalPositionFeed,
  NotifyPositionFeed,
  openDatabase,
  OutboxReader,
  PositionFeed,
  PositionIntake,
  PositionStore,
  PostgresChangeFeed,
  SnapshotReader,
  UnitOfWork,
  type Database,
  type DatabaseSettings,
} from '@izdeu/persistence';
import { Module, type DynamicModule } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { AccessGuard } from './access.guard.js';
import { Closing } from './closing.js';
import { HttpErrorFilter } from './http-error.filter.js';
import { RateLimits } from './rate-limits.js';
import { RedisLink } from './redis-link.js';
import { RedisPositionFeed } from './redis-position-feed.js';
import { SessionService } from './session.service.js';
import type { Settings } from './settings.js';
import { DATABASE, LOG, SETTINGS } from './tokens.js';

/** What is opened once a process and outlives the Nest application. */
export interface Platform {
  readonly settings: Settings;
  readonly log: Logger;
  readonly database: Database;
  readonly feed: ChangeFeed;
  readonly positionFeed: PositionFeed;
  /** Null in one process, and where no Redis is named. */
  readonly redis: RedisLink | null;
  close(): Promise<void>;
}

/** Opens log, database and change feed; the embedded image makes a first start quick. */
export const openPlatform = async (
  settings: Settings,
  options: Pick<DatabaseSettings, 'imageFile' | 'embedded' | 'poolSize'> & { log?: Logger } = {},
): Promise<Platform> => {
  const log = options.log ?? pino({ level: settings.logLevel });
  const database = await openDatabase({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    imageFile: options.imageFile,
    embedded: options.embedded,
    poolSize: options.poolSize,
    log: (line) => log.info(line),
  });
  if (database.undurable.length > 0)
    log.error(
      { settings: database.undurable },
      'the database server answers before its disk has it: a power cut may undo what people were answered',
    );
  let feed: ChangeFeed;
  if (settings.databaseUrl === undefined) feed = new LocalChangeFeed();
  else {
    const listening = new PostgresChangeFeed(settings.databaseUrl, (line) => log.warn(line));
    await listening.listen();
    feed = listening;
  }
  const { positionFeed, redis } = openPositionFeed(settings, log, database, feed);
  return {
    settings,
    log,
    database,
    feed,
    positionFeed,
    redis,
    close: async () => {
      await positionFeed.close();
      await redis?.close();
      await feed.close();
      await database.close();
    },
  };
};

/** Without waiting for Redis: nothing but the lossy lane and shared counts depends on it. */
const openPositionFeed = (
  settings: Settings,
  log: Logger,
  database: Database,
  feed: ChangeFeed,
): Pick<Platform, 'positionFeed' | 'redis'> => {
  if (database.mode === 'embedded') return { positionFeed: new LocalPositionFeed(), redis: null };
  if (settings.redisUrl === undefined)
    return { positionFeed: new NotifyPositionFeed(database.dataSource, feed), redis: null };
  const redis = new RedisLink(settings.redisUrl, (isThere) => {
    if (isThere) log.info('Redis answers: positions travel between processes at once');
    else log.warn('Redis does not answer: positions of other processes are read every few seconds');
    positionFeed.linkChanged();
  });
  const positionFeed = new RedisPositionFeed(redis);
  return { positionFeed, redis };
};

/** Gives the opened platform to every module of the process. */
@Module({})
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    const { settings, log, database, feed, positionFeed, redis } = platform;
    const positions = new PositionStore(database.dataSource);
    const providers = [
      { provide: SETTINGS, useValue: settings },
      { provide: LOG, useValue: log },
      { provide: DATABASE, useValue: database },
      { provide: ChangeFeed, useValue: feed },
      { provide: UnitOfWork, useValue: new UnitOfWork(database.dataSource, feed) },
      { provide: OutboxReader, useValue: new OutboxReader(database.dataSource) },
      { provide: PositionStore, useValue: positions },
      { provide: PositionFeed, useValue: positionFeed },
      {
        provide: PositionIntake,
        useValue: new PositionIntake(positions, positionFeed, database.mode === 'embedded' ? 1 : 2),
      },
      { provide: SnapshotReader, useValue: new SnapshotReader(database.dataSource) },
      Closing,
      SessionService,
      { provide: RateLimits, useValue: new RateLimits(redis) },
      AccessGuard,
      HttpErrorFilter,
    ];
    return { module: PlatformModule, global: true, providers, exports: providers };
  }
}

import { createTestDatabase, eventually, type DatabaseMode, type TestDatabase } from '@izdeu/testing';
import { openEmbeddedDatabase } from '@izdeu/persistence';
import pg from 'pg';
import type { Api } from '../support/api.js';
import {
  openSearch,
  preparePeople,
  type People,
  type Search,
  type SearchOptions,
} from '../support/search.js';
import { AppProcess, freePort, pause, type AppOptions } from './app-process.js';

export type Query = <R extends object>(text: string, values?: unknown[]) => Promise<R[]>;

/** What scenarios need of a running system, whatever its processes are. */
export interface World {
  readonly mode: DatabaseMode;
  readonly people: People;
  /** Where writes go. */
  readonly api: Api;
  /** Where sockets go. */
  readonly gatewayUrls: readonly string[];
  search(options?: SearchOptions): Promise<Search>;
  close(): Promise<void>;
}

/** One station in a process of its own, on an embedded or a server's database; it may be killed and started again. */
export class StationWorld implements World {
  private constructor(
    readonly mode: DatabaseMode,
    readonly database: TestDatabase,
    private readonly port: number,
    public station: AppProcess,
    readonly people: People,
  ) {}

  static async open(this: void, mode: DatabaseMode): Promise<StationWorld> {
    return StationWorld.on(await createTestDatabase(mode));
  }

  static async on(database: TestDatabase): Promise<StationWorld> {
    const port = await freePort();
    const station = await AppProcess.start(StationWorld.options(database, port));
    const people = await preparePeople(station);
    return new StationWorld(database.mode, database, port, station, people);
  }

  private static options({ dataDir, databaseUrl }: TestDatabase, port: number): AppOptions {
    return { app: 'station', dataDir, databaseUrl, port };
  }

  get api(): AppProcess {
    return this.station;
  }

  get gatewayUrls(): readonly string[] {
    return [this.station.url];
  }

  search(options?: SearchOptions): Promise<Search> {
    return openSearch(this.station, this.people, options);
  }

  /** Starts it again on the same port; one that still runs gets its database back by itself. */
  async restart(): Promise<void> {
    if (this.station.isRunning)
      return eventually(() => this.isReady(), 'a station that is ready again', 90_000);
    this.station = await AppProcess.start(StationWorld.options(this.database, this.port));
  }

  /** Kills a part of it; everything has ended when this is done. */
  async kill(part: 'station' | 'database' | 'both'): Promise<void> {
    const children = this.station.children();
    if (part !== 'station') for (const child of children) process.kill(child, 'SIGKILL');
    // A station goes on without its database process; with a database server there is only the station to kill.
    if (part !== 'database' || children.length === 0) await this.station.end('SIGKILL');
    else
      await eventually(
        () => !this.station.children().some((child) => children.includes(child)),
        'a station that knows of the end of its database',
      );
  }

  isReady(): Promise<boolean> {
    return fetch(`${this.station.url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Looks into the database past everything. In embedded mode the station must have ended. */
  async inspect<R>(look: (query: Query) => Promise<R>): Promise<R> {
    const { databaseUrl, dataDir } = this.database;
    if (databaseUrl !== undefined) return inspectServer(databaseUrl, look);
    const embedded = await openEmbeddedDatabase({ dataDir });
    try {
      return await looking(new pg.Client(embedded.connection), look);
    } finally {
      await embedded.close();
    }
  }

  async close(): Promise<void> {
    await this.station.end('SIGKILL');
    // Its database process notices the end of its parent by itself.
    await pause(300);
    await this.database.dispose();
  }
}

/** Server mode as it is deployed: two services and two gateways, each a process of its own, on one PostgreSQL. */
export class RegionWorld implements World {
  readonly mode = 'server';

  private constructor(
    readonly database: TestDatabase,
    private readonly ports: readonly number[],
    readonly services: AppProcess[],
    readonly gateways: AppProcess[],
    readonly people: People,
    private readonly redisUrl: string | undefined,
  ) {}

  static async open(this: void): Promise<RegionWorld> {
    return RegionWorld.on(await createTestDatabase('server'));
  }

  static async on(database: TestDatabase, redisUrl?: string): Promise<RegionWorld> {
    const ports = [await freePort(), await freePort(), await freePort(), await freePort()];
    const start = (app: AppOptions['app'], index: number) =>
      AppProcess.start({ app, ...database, redisUrl, port: ports[index] ?? 0 });
    const first = await start('incident-service', 0);
    const [second, ...gateways] = await Promise.all([
      start('incident-service', 1),
      start('realtime-gateway', 2),
      start('realtime-gateway', 3),
    ]);
    const services = [first, second];
    try {
      // Each service prints a link of its own; the newer one is good.
      const people = await preparePeople(second);
      return new RegionWorld(database, ports, services, gateways, people, redisUrl);
    } catch (error) {
      await Promise.all([...services, ...gateways].map((one) => one.end('SIGKILL')));
      throw error;
    }
  }

  get api(): AppProcess {
    return this.service(0);
  }

  get gatewayUrls(): readonly string[] {
    return this.gateways.map(({ url }) => url);
  }

  service(index: 0 | 1): AppProcess {
    const service = this.services[index];
    if (service === undefined) throw new Error('no such service');
    return service;
  }

  gateway(index: 0 | 1): AppProcess {
    const gateway = this.gateways[index];
    if (gateway === undefined) throw new Error('no such gateway');
    return gateway;
  }

  search(options?: SearchOptions): Promise<Search> {
    return openSearch(this.api, this.people, options);
  }

  async restartService(index: 0 | 1): Promise<void> {
    this.services[index] = await this.start('incident-service', index);
  }

  async restartGateway(index: 0 | 1): Promise<void> {
    this.gateways[index] = await this.start('realtime-gateway', index + 2);
  }

  inspect<R>(look: (query: Query) => Promise<R>): Promise<R> {
    return inspectServer(this.database.databaseUrl ?? '', look);
  }

  async close(): Promise<void> {
    await Promise.all([...this.services, ...this.gateways].map((one) => one.end('SIGKILL')));
    await this.database.dispose();
  }

  private start(app: AppOptions['app'], port: number): Promise<AppProcess> {
    const { dataDir, databaseUrl } = this.database;
    const options = { app, dataDir, databaseUrl, redisUrl: this.redisUrl };
    return AppProcess.start({ ...options, port: this.ports[port] ?? 0 });
  }
}

export const inspectServer = <R>(url: string, look: (query: Query) => Promise<R>): Promise<R> =>
  looking(new pg.Client({ connectionString: url }), look);

const looking = async <R>(client: pg.Client, look: (query: Query) => Promise<R>): Promise<R> => {
  await client.connect();
  try {
    return await look(async <T extends object>(text: string, values: unknown[] = []) => {
      const { rows } = await client.query<T>(text, values);
      return rows;
    });
  } finally {
    await client.end();
  }
};

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type PrivatePostgres } from '../../scripts/services.mjs';
import { ChaosProxy } from '../support/chaos-proxy.js';
import { childrenOf } from './app-process.js';
import { RegionWorld } from './world.js';

/** Room for four processes at work, and few enough to be taken away from them. */
const MAX_CONNECTIONS = 80;

/** Server mode on a PostgreSQL of its own, which may be crashed, frozen, filled and locked, and on a line that may go dark. */
export class PostgresWorld {
  private constructor(
    readonly postgres: PrivatePostgres,
    /** Between our processes and PostgreSQL. */
    readonly line: ChaosProxy,
    readonly region: RegionWorld,
  ) {}

  static async open(this: void): Promise<PostgresWorld> {
    const postgres = await startPostgres({ max_connections: MAX_CONNECTIONS, shared_buffers: '64MB' });
    const line = await ChaosProxy.start([postgres.url], 1);
    try {
      const dataDir = await mkdtemp(join(tmpdir(), 'izdeu-test-'));
      const region = await RegionWorld.on({
        mode: 'server',
        dataDir,
        databaseUrl: `postgresql://postgres@${new URL(line.url).host}/postgres`,
        dispose: () => rm(dataDir, { recursive: true, force: true }),
      });
      return new PostgresWorld(postgres, line, region);
    } catch (error) {
      await line.close();
      await postgres.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.region.close();
    await this.line.close();
    await this.postgres.stop();
  }

  /** Stops every process of the server in the middle of whatever it does. Answers how to let it go on. */
  freeze(): () => void {
    const pids = [this.postgres.pid(), ...childrenOf(this.postgres.pid())];
    const signal = (name: NodeJS.Signals): void =>
      pids.forEach((pid) => {
        try {
          process.kill(pid, name);
        } catch {
          // A session that ended meanwhile.
        }
      });
    signal('SIGSTOP');
    return () => signal('SIGCONT');
  }

  /** Takes every connection that is free, and each that becomes free, until told to stop. */
  async takeConnections(): Promise<() => Promise<void>> {
    const taken: pg.Client[] = [];
    let taking = true;
    const take = async (): Promise<boolean> => {
      const client = new pg.Client({ connectionString: this.region.database.databaseUrl });
      client.on('error', () => undefined);
      return client.connect().then(
        () => taken.push(client) > 0,
        () => false,
      );
    };
    while (await take());
    const going = (async () => {
      while (taking) if (!(await take())) await new Promise((wait) => setTimeout(wait, 20));
    })();
    return async () => {
      taking = false;
      await going;
      await Promise.all(taken.map((client) => client.end()));
    };
  }

  /** Holds a lock by a session of its own; answers how to let it go. */
  async hold(statement: string, values: unknown[] = []): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.region.database.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(statement, values);
    return async () => {
      await client.query('ROLLBACK');
      await client.end();
    };
  }
}

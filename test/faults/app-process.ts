import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { eventually } from '@izdeu/testing';
import { Api, type EmptyServer } from '../support/api.js';

const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MILLISECONDS = 90_000;
/** A request that hangs longer is sent again: a frozen server must not hold its callers for ever. */
const REQUEST_LIMIT_MILLISECONDS = 20_000;
const LINK_WITHIN_MILLISECONDS = 30_000;
const READINESS_LIMIT_MILLISECONDS = 5_000;

export interface AppOptions {
  readonly app: 'station' | 'incident-service' | 'realtime-gateway';
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly port: number;
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((wait) => setTimeout(wait, milliseconds));

export const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

export const childrenOf = (pid: number): number[] => {
  const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return listed === '' ? [] : listed.split(' ').map(Number);
};

/** A built app, run as people run it; its output is kept. */
export const spawnApp = (
  { app, dataDir, databaseUrl, redisUrl, port }: AppOptions,
  args: string[] = [],
): { child: ChildProcess; output: () => string; ended: Promise<number | string> } => {
  const { NODE_OPTIONS: _ignored, ...inherited } = process.env;
  const child = spawn(process.execPath, [resolve(ROOT, `apps/${app}/dist/main.js`), ...args], {
    env: {
      ...inherited,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl ?? '',
      REDIS_URL: redisUrl ?? '',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: process.env.IZDEU_TEST_LOG ?? 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (text += piece.toString()));
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  return { child, output: () => text, ended };
};

/** One of our programs in a process of its own, which a test may kill or freeze. */
export class AppProcess extends Api implements EmptyServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly output: () => string,
    readonly ended: Promise<number | string>,
    url: string,
  ) {
    super(url, REQUEST_LIMIT_MILLISECONDS);
  }

  /** Starts it and waits until it is ready. */
  static async start(options: AppOptions): Promise<AppProcess> {
    const { child, output, ended } = spawnApp(options);
    const url = `http://127.0.0.1:${options.port}`;
    const deadline = Date.now() + START_LIMIT_MILLISECONDS;
    while (!(await isReady(options.app, output, url))) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`${options.app} did not start:\n${output()}`);
      }
      await pause(20);
    }
    return new AppProcess(child, output, ended, url);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The processes it started: in embedded mode the one that owns the database. */
  children(): number[] {
    return this.isRunning ? childrenOf(this.pid) : [];
  }

  /** HTTP status of `/health/ready`; null when nobody answers in time. */
  readiness(): Promise<number | null> {
    return fetch(`${this.url}/health/ready`, {
      signal: AbortSignal.timeout(READINESS_LIMIT_MILLISECONDS),
    }).then(
      ({ status }) => status,
      () => null,
    );
  }

  /** A figure of `/metrics`. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    return Number(line?.split(' ')[1]);
  }

  /** Resident memory in bytes. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  }

  /** Sends a signal and answers the exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }

  /** Stops it in the middle of whatever it does, until `thaw`. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** Follows the one-time link that it prints: a service may be ready a moment before. */
  async firstAdministrator(): Promise<string> {
    const link = (): string | undefined =>
      /create the first administrator: \S+\/setup#(\S+)/.exec(this.output())?.[1];
    await eventually(
      () => link() !== undefined,
      'a link for the first administrator',
      LINK_WITHIN_MILLISECONDS,
    );
    return this.acceptLink(link() ?? '', 'administrator');
  }
}

/** The station says so itself, after it printed its link; the others are asked. */
const isReady = async (app: AppOptions['app'], output: () => string, url: string): Promise<boolean> =>
  app === 'station'
    ? output().includes('izdeu is ready')
    : fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );

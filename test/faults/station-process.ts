import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import {
  acceptInvitation,
  inviteUser,
  signIn,
  type AnyRoute,
  type ApiError,
  type RoleGrant,
  type RouteResponse,
} from '@izdeu/contracts';
import { PASSWORD, pathOf, Refusal } from '../support/station.js';

const ENTRY = resolve(import.meta.dirname, '../../apps/station/dist/main.js');
const START_LIMIT_MILLISECONDS = 90_000;

export interface StationOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly port: number;
}

export const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** The built station, run as people run it; its output is kept. */
export const spawnStation = (
  { dataDir, databaseUrl, port }: StationOptions,
  args: string[] = [],
): { child: ChildProcess; output: () => string; ended: Promise<number | string> } => {
  const { NODE_OPTIONS: _ignored, ...inherited } = process.env;
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: {
      ...inherited,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl ?? '',
      REDIS_URL: '',
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

/** A station in a process of its own, which a test may kill. */
export class StationProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly output: () => string,
    readonly ended: Promise<number | string>,
    readonly url: string,
  ) {}

  /** Starts it and waits until it says that it is ready. */
  static async start(options: StationOptions): Promise<StationProcess> {
    const { child, output, ended } = spawnStation(options);
    const deadline = Date.now() + START_LIMIT_MILLISECONDS;
    while (!output().includes('izdeu is ready')) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`the station did not start:\n${output()}`);
      }
      await new Promise((wait) => setTimeout(wait, 20));
    }
    return new StationProcess(child, output, ended, `http://127.0.0.1:${options.port}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The processes it started: in embedded mode the one that owns the database. */
  children(): number[] {
    const listed = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').trim();
    return listed === '' ? [] : listed.split(' ').map(Number);
  }

  /** Sends a signal and answers the exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }

  /** Calls a declared route. @throws Refusal, or what fetch throws while nobody listens */
  async call<T extends AnyRoute>(
    token: string | null,
    route: T,
    request: { params?: object; query?: object; body?: unknown },
  ): Promise<RouteResponse<T>> {
    const response = await fetch(this.url + pathOf(route, request.params ?? {}, request.query ?? {}), {
      method: route.method,
      headers: {
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
    const answer: unknown = await response.json();
    if (response.status !== route.status) throw new Refusal(response.status, answer as ApiError);
    return route.response.parse(answer) as RouteResponse<T>;
  }

  async signIn(login: string): Promise<string> {
    const body = { login, password: PASSWORD, transport: 'token' };
    return (await this.call(null, signIn, { body })).token ?? '';
  }

  /** Follows the one-time link that the station printed. */
  async firstAdministrator(): Promise<string> {
    const token = /create the first administrator: \S+\/setup#(\S+)/.exec(this.output())?.[1];
    if (token === undefined) throw new Error(`no link was printed:\n${this.output()}`);
    await this.accept(token, 'administrator');
    return this.signIn('administrator');
  }

  async account(
    administrator: string,
    login: string,
    roles: RoleGrant[],
    memberId?: string,
  ): Promise<string> {
    const body = { commandId: randomUUID(), roles, memberId };
    const { path } = await this.call(administrator, inviteUser, { body });
    await this.accept(path.split('#')[1] ?? '', login);
    return this.signIn(login);
  }

  private async accept(token: string, login: string): Promise<void> {
    const body = { commandId: randomUUID(), token, login, password: PASSWORD, displayName: login };
    await this.call(null, acceptInvitation, { body });
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
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
import { freePort } from './app-process.js';

const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MILLISECONDS = 60_000;

/** A service or a gateway of server mode, in a process of its own, as it is deployed. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly output: () => string,
    readonly url: string,
  ) {}

  /** Starts it and waits until it is ready. */
  static async start(
    app: 'incident-service' | 'realtime-gateway',
    environment: Record<string, string>,
  ): Promise<ServerProcess> {
    const port = await freePort();
    const { NODE_OPTIONS: _ignored, ...inherited } = process.env;
    const child = spawn(process.execPath, [`apps/${app}/dist/main.js`], {
      cwd: ROOT,
      env: { ...inherited, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece: Buffer) => (text += piece.toString()));
    const started = new ServerProcess(child, () => text, `http://127.0.0.1:${port}`);
    const deadline = Date.now() + START_LIMIT_MILLISECONDS;
    while (!(await started.isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`${app} did not start:\n${text}`);
      }
      await new Promise((wait) => setTimeout(wait, 50));
    }
    return started;
  }

  isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** A figure of `/metrics`. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    return Number(line?.split(' ')[1]);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Asks it to end; answers the exit code, or the signal that ended it. */
  async terminate(): Promise<number | string> {
    const ended = once(this.child, 'exit') as Promise<[number | null, string | null]>;
    this.child.kill('SIGTERM');
    const [code, signal] = await ended;
    return code ?? signal ?? 'gone';
  }

  /** Posts anything. */
  send(path: string, body: object): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Calls a declared route. @throws Refusal */
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

  /** Follows the one-time link that it printed. */
  async firstAdministrator(): Promise<string> {
    const token = /create the first administrator: \S+\/setup#(\S+)/.exec(this.output())?.[1];
    if (token === undefined) throw new Error(`no link was printed:\n${this.output()}`);
    return this.accept(token, 'administrator');
  }

  /** An account by an invitation; answers its bearer token. */
  async account(administrator: string, login: string, roles: RoleGrant[]): Promise<string> {
    const body = { commandId: randomUUID(), roles };
    const { path } = await this.call(administrator, inviteUser, { body });
    return this.accept(path.split('#')[1] ?? '', login);
  }

  private async accept(token: string, login: string): Promise<string> {
    const body = { commandId: randomUUID(), token, login, password: PASSWORD, displayName: login };
    await this.call(null, acceptInvitation, { body });
    const session = { login, password: PASSWORD, transport: 'token' };
    return (await this.call(null, signIn, { body: session })).token ?? '';
  }
}

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  acceptInvitation,
  inviteUser,
  signIn,
  type AnyRoute,
  type ApiError,
  type RoleGrant,
  type RouteRequest,
  type RouteResponse,
} from '@izdeu/contracts';
import { UsersService } from '@izdeu/incident-service';
import { openPlatform, readSettings, type Platform } from '@izdeu/server-kit';
import { createStation } from '@izdeu/station';
import { createTestDatabase, type DatabaseMode } from '@izdeu/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const ROOT = resolve(import.meta.dirname, '../..');
const IMAGE = resolve(ROOT, '.cache/embedded-image.tar.gz');

export const PASSWORD = 'a password for tests';

type Given<T extends AnyRoute> = {
  [K in keyof RouteRequest<T> as undefined extends RouteRequest<T>[K] ? never : K]: RouteRequest<T>[K];
};

/** An answer as it came, whatever its status. */
export interface RawAnswer {
  readonly status: number;
  readonly body: unknown;
}

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: ApiError,
  ) {
    super(`${status} ${error.code}: ${error.message}`);
  }
}

/** A running station with an empty database of its own, spoken to over its real port. */
export class TestStation {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly platform: Platform,
    readonly url: string,
    private readonly dispose: () => Promise<void>,
  ) {}

  static async start(mode: DatabaseMode): Promise<TestStation> {
    const database = await createTestDatabase(mode);
    const settings = readSettings({
      DATA_DIR: database.dataDir,
      DATABASE_URL: database.databaseUrl ?? '',
      LOG_LEVEL: process.env.IZDEU_TEST_LOG ?? 'silent',
      PORT: '0',
    });
    const platform = await openPlatform(settings, { imageFile: existsSync(IMAGE) ? IMAGE : undefined });
    const app = await createStation(platform, resolve(ROOT, 'apps/console/dist'));
    await app.listen(0, '127.0.0.1');
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    return new TestStation(app, platform, url, async () => {
      await app.close();
      await platform.close();
      await database.dispose();
    });
  }

  stop(): Promise<void> {
    return this.dispose();
  }

  /** Sends anything anywhere, as a program with a bearer token or as nobody. */
  async send(
    token: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<RawAnswer> {
    const isRaw = typeof body === 'string' || body instanceof FormData;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
  }

  /** Calls a declared route and checks the answer against its contract. @throws Refusal */
  async call<T extends AnyRoute>(
    token: string | null,
    route: T,
    request: Given<T>,
  ): Promise<RouteResponse<T>> {
    const { params, query, body } = request as { params?: object; query?: object; body?: unknown };
    const answer = await this.send(token, route.method, pathOf(route, params ?? {}, query ?? {}), body);
    if (answer.status !== route.status) throw new Refusal(answer.status, answer.body as ApiError);
    return route.response.parse(answer.body) as RouteResponse<T>;
  }

  async signIn(login: string): Promise<string> {
    const { token } = await this.call(null, signIn, {
      body: { login, password: PASSWORD, transport: 'token' },
    });
    return token ?? '';
  }

  /** Makes the first administrator through the one-time link, and signs them in. */
  async firstAdministrator(): Promise<string> {
    const token = await this.app.get(UsersService).firstAdministratorToken();
    if (token === null) throw new Error('there is an administrator already');
    await this.accept(token, 'administrator');
    return this.signIn('administrator');
  }

  /** Makes an account the way people get one: an invitation link, accepted. Answers its bearer token. */
  async account(
    administrator: string,
    login: string,
    roles: RoleGrant[],
    memberId?: string,
  ): Promise<string> {
    const { path } = await this.call(administrator, inviteUser, {
      body: { commandId: randomUUID(), roles, memberId },
    });
    await this.accept(path.split('#')[1] ?? '', login);
    return this.signIn(login);
  }

  private async accept(token: string, login: string): Promise<void> {
    await this.call(null, acceptInvitation, {
      body: { commandId: randomUUID(), token, login, password: PASSWORD, displayName: login },
    });
  }
}

/** The address of a route with its parameters filled in. */
export const pathOf = (route: AnyRoute, params: object, query: object = {}): string => {
  const values = new Map<string, unknown>(Object.entries(params));
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
  return search.size > 0 ? `${path}?${search.toString()}` : path;
};

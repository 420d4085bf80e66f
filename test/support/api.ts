import { randomUUID } from 'node:crypto';
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

export const PASSWORD = 'a password for tests';

export type Given<T extends AnyRoute> = {
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

/** A server spoken to over its real port, as programs do. */
export class Api {
  constructor(
    readonly url: string,
    /** A request is given up after this long; without it only the end of the connection ends it. */
    private readonly timeoutMilliseconds?: number,
  ) {}

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
      ...(this.timeoutMilliseconds !== undefined && {
        signal: AbortSignal.timeout(this.timeoutMilliseconds),
      }),
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
    const path = pathOf(route, params ?? {}, query ?? {});
    const answer = await this.send(token, route.method, path, body);
    if (answer.status !== route.status) throw new Refusal(answer.status, answer.body as ApiError);
    return route.response.parse(answer.body) as RouteResponse<T>;
  }

  async signIn(login: string): Promise<string> {
    const { token } = await this.call(null, signIn, {
      body: { login, password: PASSWORD, transport: 'token' },
    });
    return token ?? '';
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
    return this.acceptLink(path.split('#')[1] ?? '', login);
  }

  /** Follows a one-time link and signs in. */
  async acceptLink(token: string, login: string): Promise<string> {
    await this.call(null, acceptInvitation, {
      body: { commandId: randomUUID(), token, login, password: PASSWORD, displayName: login },
    });
    return this.signIn(login);
  }
}

/** A server with an empty database, which somebody may take over. */
export interface EmptyServer extends Api {
  /** Makes the first administrator through the one-time link, and signs them in. */
  firstAdministrator(): Promise<string>;
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

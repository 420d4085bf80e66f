import { randomUUID } from 'node:crypto';
import { acceptInvitation, signIn, type AnyRoute, type RouteResponse } from '@izdeu/contracts';
import { UsersService } from '@izdeu/incident-service';
import { AppUserEntity } from '@izdeu/persistence';
import type { Platform } from '@izdeu/server-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DEMO_ADMINISTRATOR, demoPassword, type DemoActor, type DemoPort } from './demo/demo-port.js';
import { DEMO_LOGINS, loadDemo } from './demo/load-demo.js';

const LOADED = 'demo.loaded';

/** The demonstration's way in: requests over the station's own port, through every guard, schema and rule. */
class OwnPort implements DemoPort {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly url: string) {}

  async call<T extends AnyRoute>(
    as: DemoActor,
    route: T,
    request: { params?: unknown; query?: unknown; body?: unknown },
  ): Promise<RouteResponse<T>> {
    const params = new Map(Object.entries((request.params ?? {}) as Record<string, string>));
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params.get(name) ?? ''),
    );
    const search = new URLSearchParams((request.query ?? {}) as Record<string, string>).toString();
    const answer = await fetch(`${this.url}${path}${search === '' ? '' : `?${search}`}`, {
      method: route.method,
      headers: {
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...(as !== null && { authorization: `Bearer ${await this.tokenOf(as)}` }),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
    if (answer.status !== route.status)
      throw new Error(`the demonstration was refused at ${route.id}: ${(await answer.text()).slice(0, 500)}`);
    return (await answer.json()) as RouteResponse<T>;
  }

  private tokenOf(login: string): Promise<string> {
    const known = this.tokens.get(login);
    if (known !== undefined) return known;
    const token = this.call(null, signIn, {
      body: { login, password: demoPassword(login), transport: 'token' },
    }).then((answer) => answer.token ?? '');
    this.tokens.set(login, token);
    return token;
  }
}

/**
 * Loads `kostanay-demo` into an empty data folder, or finishes a loading that was interrupted: every command repeats
 * under its own id with the instant of the first attempt, so nothing happens twice.
 */
export const loadDemoRegion = async (
  app: NestFastifyApplication,
  platform: Platform,
  say: (line: string) => void,
): Promise<void> => {
  const { manager } = platform.database.dataSource;
  const loaded: unknown[] = await manager.query('SELECT 1 FROM audit_entry WHERE action = $1', [LOADED]);
  if (loaded.length === 0) {
    say('loading the demonstration region kostanay-demo ...');
    const port = new OwnPort((await app.getUrl()).replace('[::1]', '127.0.0.1'));
    const token = await app.get(UsersService).firstAdministratorToken();
    if (token !== null)
      await port.call(null, acceptInvitation, {
        body: { commandId: randomUUID(), token, ...DEMO_ADMINISTRATOR, locale: 'ru' },
      });
    const administrator = await manager.findOneByOrFail(AppUserEntity, { login: DEMO_ADMINISTRATOR.login });
    await loadDemo(port, { now: administrator.createdAt, log: say });
    await manager.query('INSERT INTO audit_entry (at, action, details) VALUES (now(), $1, $2)', [
      LOADED,
      '{}',
    ]);
  }
  for (const { role, login, password } of DEMO_LOGINS) say(`demo login  ${role}  ${login}  ${password}`);
};

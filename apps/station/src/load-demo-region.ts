import { randomUUID } from 'node:crypto';
import { acceptInvitation, signIn, type AnyRoute, type RouteResponse } from '@izdeu/contracts';
import { UsersService } from '@izdeu/incident-service';
import { AppUserEntity } from '@izdeu/persistence';
import type { Platform } from '@izdeu/server-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DEMO_ADMINISTRATOR, demoPassword, type DemoActor, type DemoPort } from './demo/demo-port.js';
import { DEMO_LOGINS, loadDemo } from './demo/load-demo.js';

const LOADED = 'demo.loaded';

/** The demonstration's way in: real requests through every guard, schema and rule, only without a network between. */
class InjectedRequests implements DemoPort {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly app: NestFastifyApplication) {}

  async call<T extends AnyRoute>(
    as: DemoActor,
    route: T,
    request: { params?: unknown; query?: unknown; body?: unknown },
  ): Promise<RouteResponse<T>> {
    const params = new Map(Object.entries((request.params ?? {}) as Record<string, string>));
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params.get(name) ?? ''),
    );
    const answer = await this.app.inject({
      method: route.method,
      url: path,
      query: (request.query ?? {}) as Record<string, string>,
      headers: as === null ? {} : { authorization: `Bearer ${await this.tokenOf(as)}` },
      ...(request.body !== undefined && { payload: request.body as Record<string, unknown> }),
    });
    if (answer.statusCode !== route.status)
      throw new Error(`the demonstration was refused at ${route.id}: ${answer.body.slice(0, 500)}`);
    return answer.json<RouteResponse<T>>();
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
    const port = new InjectedRequests(app);
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

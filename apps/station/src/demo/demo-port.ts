import type { AnyRoute, RouteRequest, RouteResponse } from '@izdeu/contracts';

/** Login of the account that acts, or null for a public route without anybody signed in. */
export type DemoActor = string | null;

/** The parts of a request a route declares are required; the others may be left out. */
export type DemoRequest<T extends AnyRoute> = {
  readonly [
    K in keyof RouteRequest<T> as undefined extends RouteRequest<T>[K] ? never : K
  ]: RouteRequest<T>[K];
} & { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };

/**
 * The ordinary way into the product, by HTTP or in the same process. The demonstration region knows nothing else:
 * whatever it shows was accepted by the same schemas, permissions and rules as a dispatcher's own entries.
 */
export interface DemoPort {
  call<T extends AnyRoute>(as: DemoActor, route: T, request: DemoRequest<T>): Promise<RouteResponse<T>>;
}

/** Password of every account of the demonstration; a port over HTTP signs in with it. */
export const demoPassword = (login: string): string => `demo-${login}-2026`;

/** The account that must exist before the region is loaded; whoever opens the database makes it. */
export const DEMO_ADMINISTRATOR = {
  login: 'administrator',
  password: demoPassword('administrator'),
  displayName: 'Администратор (демо)',
} as const;

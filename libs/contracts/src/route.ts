import type { z } from 'zod';
import type { Permission } from './roles.js';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Who may call: anybody, anybody signed in, or holders of a permission. */
export type RouteAccess = 'public' | 'signed-in' | Permission;

/**
 * One HTTP route, declared once: the server mounts it, OpenAPI describes it, clients are typed by it
 * and the permission matrix is generated from it.
 */
export interface RouteDefinition<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: HttpMethod;
  /** Path with `:name` parameters, below the root of the server. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Whether a body surely fits and stays as it is, told quicker than by the schema; what it does not accept, that judges. */
  readonly isPlain?: (body: unknown) => boolean;
  /** Media type of the body when it is not JSON. */
  readonly bodyType?: 'multipart/form-data';
  readonly status: 200 | 201;
  readonly response: R;
  /** Media type of the answer when it is not JSON. */
  readonly responseType?: string;
}

/** Keeps the exact schema types of a route declaration. */
export const defineRoute = <
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(
  definition: RouteDefinition<P, Q, B, R>,
): RouteDefinition<P, Q, B, R> => definition;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyRoute = RouteDefinition<any, any, any, any>;

/** What a handler receives: everything parsed and defaulted. */
export type RouteInput<T extends AnyRoute> = {
  readonly params: z.output<NonNullable<T['params']>>;
  readonly query: z.output<NonNullable<T['query']>>;
  readonly body: z.output<NonNullable<T['body']>>;
};

/** What a caller sends. */
export type RouteRequest<T extends AnyRoute> = {
  readonly params: z.input<NonNullable<T['params']>>;
  readonly query: z.input<NonNullable<T['query']>>;
  readonly body: z.input<NonNullable<T['body']>>;
};

/** What a caller gets. */
export type RouteResponse<T extends AnyRoute> = z.output<T['response']>;

import type { AnyRoute, RouteAccess, RouteDefinition } from '@izdeu/contracts';
import {
  applyDecorators,
  createParamDecorator,
  Header,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parseInput } from './parse-input.js';
import type { RequestContext } from './request-context.js';

export const ALLOW_METADATA = 'izdeu:allow';
export const ROUTE_METADATA = 'izdeu:route';

/** Who may call a handler. A handler without it is refused to everybody. */
export const Allow = (access: RouteAccess): MethodDecorator => SetMetadata(ALLOW_METADATA, access);

const METHODS = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PATCH: RequestMethod.PATCH,
  PUT: RequestMethod.PUT,
  DELETE: RequestMethod.DELETE,
} as const;

/**
 * Mounts a handler on its contract: method, path, status, media type and permission come from the declaration,
 * so that what OpenAPI and the permission matrix say is what the server does.
 */
export const Endpoint = (route: AnyRoute): MethodDecorator =>
  applyDecorators(
    RequestMapping({ path: route.path, method: METHODS[route.method] }),
    HttpCode(route.status),
    SetMetadata(ROUTE_METADATA, route),
    Allow(route.access),
    ...(route.responseType === undefined ? [] : [Header('content-type', route.responseType)]),
  );

/** What the guard leaves on the request. */
export type ContextualRequest = FastifyRequest & { izdeu?: RequestContext };

/** The route declaration a handler was mounted with. */
export const routeOf = (handler: object): RouteDefinition | undefined =>
  Reflect.getMetadata(ROUTE_METADATA, handler) as RouteDefinition | undefined;

/** Who asks: see RequestContext. */
export const Ctx = createParamDecorator((_data: unknown, execution: ExecutionContext): RequestContext => {
  const request = execution.switchToHttp().getRequest<ContextualRequest>();
  if (request.izdeu === undefined) throw new Error('the access guard did not run');
  return request.izdeu;
});

/** Parameters, query and body, parsed by the route's contract after the permission was checked. */
export const Input = createParamDecorator((_data: unknown, execution: ExecutionContext) => {
  const request = execution.switchToHttp().getRequest<ContextualRequest>();
  const route = routeOf(execution.getHandler());
  if (route === undefined) throw new Error('a handler without a contract');
  return {
    params: parseInput(route.params, request.params, 'params'),
    query: parseInput(route.query, request.query, 'query'),
    body: route.bodyType === undefined ? bodyOf(route, request.body ?? {}) : undefined,
  };
});

const bodyOf = (route: RouteDefinition, body: unknown): unknown =>
  route.isPlain?.(body) === true ? body : parseInput(route.body, body);

import type { AnyRoute, ApiError, RouteRequest, RouteResponse } from '@izdeu/contracts';
import { RequestError } from './request-error.js';

/** The parts of a request the route really has: no `params: undefined` to write. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & Partial<T>;
export type CallInput<T extends AnyRoute> = Present<RouteRequest<T>>;

/**
 * Calls a declared route: `callRoute(getIncident, { params: { id } })`. The session travels in a cookie.
 * Answers are typed, not parsed again: the server's contract tests hold it to the schema, phones stay fast.
 */
export async function callRoute<T extends AnyRoute>(
  route: T,
  input: CallInput<T>,
  signal?: AbortSignal,
): Promise<RouteResponse<T>> {
  const { params, query, body } = input as { params?: object; query?: object; body?: unknown };
  const form = body instanceof FormData;
  const response = await send(pathOf(route.path, params ?? {}, query ?? {}), {
    method: route.method,
    credentials: 'same-origin',
    headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
    body: form ? body : body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as RouteResponse<T>;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestError('OFFLINE');
  }
}

function pathOf(template: string, params: object, query: object): string {
  const values = new Map<string, unknown>(Object.entries(params));
  const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

async function refusalOf(response: Response): Promise<RequestError> {
  try {
    const { code, details, requestId } = (await response.json()) as ApiError;
    return new RequestError(code, details, requestId);
  } catch {
    return new RequestError(response.status === 401 ? 'UNAUTHENTICATED' : 'UNKNOWN');
  }
}

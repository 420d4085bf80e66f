import type { AnyRoute, ApiError, RouteRequest, RouteResponse } from '@izdeu/contracts';
import { RequestError } from './request-error.js';

/** The parts of a request the route really has: no `params: undefined` to write. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & Partial<T>;
export type CallInput<T extends AnyRoute> = Present<RouteRequest<T>>;

/** A line that died without a word answers nothing, ever: after this long without the beginning of an answer the person is told. */
const PATIENCE_MILLISECONDS = 20_000;
const GATEWAY_FAILURES: readonly number[] = [502, 503, 504];

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
  const init: RequestInit = {
    method: route.method,
    credentials: 'same-origin',
    headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
    body: form ? body : body === undefined ? null : JSON.stringify(body),
  };
  // A photo takes as long as it takes to go up; everything else is small.
  const patience = form ? null : PATIENCE_MILLISECONDS;
  const response = await send(pathOf(route.path, params ?? {}, query ?? {}), init, signal, patience);
  if (!response.ok) throw await refusalOf(response);
  return (await wholeAnswer(response)) as RouteResponse<T>;
}

async function send(
  path: string,
  init: RequestInit,
  asked: AbortSignal | undefined,
  patience: number | null,
): Promise<Response> {
  const end = new AbortController();
  const stop = () => end.abort(asked?.reason);
  if (asked?.aborted) stop();
  else asked?.addEventListener('abort', stop, { once: true });
  const giveUp = () => end.abort(new DOMException('no answer began in time', 'TimeoutError'));
  const timer = patience === null ? undefined : setTimeout(giveUp, patience);
  try {
    return await fetch(path, { ...init, signal: end.signal });
  } catch (error) {
    throw isAbort(error) ? error : new RequestError('OFFLINE');
  } finally {
    clearTimeout(timer);
  }
}

/** The line may go in the middle of an answer: then there was none, and the same may be asked again. */
async function wholeAnswer(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new RequestError(error instanceof SyntaxError ? 'UNKNOWN' : 'OFFLINE');
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

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
    if (response.status === 401) return new RequestError('UNAUTHENTICATED');
    // A proxy answers for a server that is being restarted: worth asking again.
    return new RequestError(GATEWAY_FAILURES.includes(response.status) ? 'UNAVAILABLE' : 'UNKNOWN');
  }
}

import * as application from './http/application-routes.js';
import * as assignment from './http/assignment-routes.js';
import * as history from './http/history-routes.js';
import * as identity from './http/identity-routes.js';
import * as incident from './http/incident-routes.js';
import * as outcome from './http/outcome-routes.js';
import * as search from './http/search-routes.js';
import * as squad from './http/squad-routes.js';
import type { AnyRoute } from './route.js';

const isRoute = (value: unknown): value is AnyRoute =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;

/** Every HTTP route of the product. */
export const ROUTES: readonly AnyRoute[] = [
  identity,
  squad,
  application,
  incident,
  assignment,
  outcome,
  search,
  history,
]
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isRoute);

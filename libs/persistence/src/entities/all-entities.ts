import * as applications from './applications.entities.js';
import * as identity from './identity.entities.js';
import * as incidents from './incidents.entities.js';
import * as squads from './squads.entities.js';
import * as stream from './stream.entities.js';

/** Explicit list: globs do not survive a bundler or ESM under Jest. */
export const ENTITIES = [identity, squads, applications, incidents, stream].flatMap((module) =>
  Object.values<new () => object>(module),
);

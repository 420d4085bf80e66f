// Who may import whom, once, for both nets: eslint.config.mjs and .dependency-cruiser.cjs.
// test/integration/boundaries.test.ts plants a violation of every line and sees both nets catch it.

/** Workspace folder → the workspace folders its production code may import. */
const mayImport = {
  'libs/contracts': [],
  'libs/domain': ['libs/contracts'],
  'libs/interchange': ['libs/contracts', 'libs/domain'],
  'libs/persistence': ['libs/contracts', 'libs/domain'],
  'libs/server-kit': ['libs/contracts', 'libs/domain', 'libs/persistence'],
  'libs/testing': ['libs/contracts', 'libs/persistence'],
  'apps/console': ['libs/contracts', 'libs/domain', 'libs/interchange'],
  'apps/incident-service': [
    'libs/contracts',
    'libs/domain',
    'libs/interchange',
    'libs/persistence',
    'libs/server-kit',
  ],
  'apps/realtime-gateway': [
    'libs/contracts',
    'libs/domain',
    'libs/interchange',
    'libs/persistence',
    'libs/server-kit',
  ],
  'apps/station': [
    'libs/contracts',
    'libs/domain',
    'libs/interchange',
    'libs/persistence',
    'libs/server-kit',
    'apps/incident-service',
    'apps/realtime-gateway',
  ],
};

/** Pure libraries → the only packages from npm their production code may import; Node's own modules are never allowed. */
const purePackages = {
  'libs/contracts': ['zod'],
  'libs/domain': ['polyclip-ts'],
  'libs/interchange': [],
};

/** A package with one home in the console: the folder that wraps it. */
const consoleHomes = {
  leaflet: { packages: ['leaflet', 'react-leaflet'], folder: 'apps/console/src/map' },
  sockets: { packages: ['socket.io-client', 'engine.io-client'], folder: 'apps/console/src/realtime' },
};

module.exports = { mayImport, purePackages, consoleHomes };

import { writeFileSync } from 'node:fs';
import { SOCKET_COMMANDS } from '@izdeu/contracts';
import { DESCRIBED_ROUTES } from './describe.controller.js';
import { permissionMatrixMarkdown } from './permission-matrix.js';

// Run after a change of roles, routes or socket commands; a contract test compares the committed file.
writeFileSync(
  new URL('../../../../docs/permissions.md', import.meta.url),
  permissionMatrixMarkdown(DESCRIBED_ROUTES, SOCKET_COMMANDS),
);

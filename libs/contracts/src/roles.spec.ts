import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from './roles.js';
import { ROUTES } from './routes.js';
import { SOCKET_COMMANDS } from './sockets.js';

describe('roles', () => {
  it.each(ROLES)('%s holds each permission once', (role) => {
    expect(new Set(ROLE_PERMISSIONS[role]).size).toBe(ROLE_PERMISSIONS[role].length);
  });

  it.each(PERMISSIONS)('%s is held by somebody', (permission) => {
    expect(ROLES.some((role) => ROLE_PERMISSIONS[role].includes(permission))).toBe(true);
  });

  it.each(PERMISSIONS)('%s opens something', (permission) => {
    const demanded = [
      ...ROUTES.map((route) => route.access),
      ...Object.values(SOCKET_COMMANDS).map((command) => command.permission),
    ];
    expect(demanded).toContain(permission);
  });

  it('let an administrator manage people but see no case', () => {
    const seesCases = PERMISSIONS.filter((permission) =>
      /^(application|incident|outcome)\./.test(permission),
    );
    expect(ROLE_PERMISSIONS.administrator.filter((permission) => seesCases.includes(permission))).toEqual([]);
  });

  it('let nobody who only proposes outcomes decide on them', () => {
    expect(ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('outcome.decide'))).toEqual(['supervisor']);
  });

  it('keep applications from the field', () => {
    for (const role of ['squad-member', 'squad-leader'] as const)
      expect(ROLE_PERMISSIONS[role].filter((permission) => permission.startsWith('application.'))).toEqual(
        [],
      );
  });
});

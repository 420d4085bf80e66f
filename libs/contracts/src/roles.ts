import { z } from 'zod';

/** Roles a user may hold, each for one squad or, without a squad, for the whole region. */
export const ROLES = ['dispatcher', 'squad-member', 'squad-leader', 'supervisor', 'administrator'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Everything a route or a socket event can demand. */
export const PERMISSIONS = [
  'application.create',
  'application.read',
  'application.update',
  'incident.open',
  'incident.read',
  'incident.update',
  'sector.create',
  'team.manage',
  'assignment.create',
  'assignment.update',
  'position.report',
  'outcome.propose',
  'outcome.decide',
  'statistics.read',
  'squad.read',
  'squad.manage',
  'member.read',
  'user.manage',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

/** What each role may do; what is not listed is denied. Objects are checked on top of it. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  dispatcher: [
    'application.create',
    'application.read',
    'application.update',
    'incident.open',
    'incident.read',
    'incident.update',
    'sector.create',
    'team.manage',
    'assignment.create',
    'assignment.update',
    'position.report',
    'outcome.propose',
    'statistics.read',
    'squad.read',
    'member.read',
  ],
  'squad-member': ['incident.read', 'assignment.update', 'position.report', 'squad.read'],
  'squad-leader': [
    'incident.read',
    'team.manage',
    'assignment.update',
    'position.report',
    'squad.read',
    'squad.manage',
    'member.read',
  ],
  supervisor: [
    'application.read',
    'incident.read',
    'incident.update',
    'outcome.propose',
    'outcome.decide',
    'statistics.read',
    'squad.read',
    'member.read',
  ],
  administrator: ['statistics.read', 'squad.read', 'squad.manage', 'member.read', 'user.manage'],
};

/** A role held by a user: for one squad, or for the region when `squadId` is null. */
export const roleGrantSchema = z.strictObject({ role: roleSchema, squadId: z.uuid().nullable() });
export type RoleGrant = z.infer<typeof roleGrantSchema>;

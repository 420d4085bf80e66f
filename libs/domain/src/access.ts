import {
  ROLE_PERMISSIONS,
  type Audience,
  type Permission,
  type Role,
  type RoleGrant,
} from '@izdeu/contracts';

/** Who is asking: a signed-in user with the roles they hold and the member they are, if any. */
export interface Principal {
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly RoleGrant[];
  readonly memberId: string | null;
  readonly memberSquadId: string | null;
}

/** How somebody takes part in an incident. */
export type IncidentAudience = 'staff' | 'field';

/** Where a principal's roles reach: the whole region, or only these squads (none at all: an empty list). */
export type Scope = 'region' | readonly string[];

const STAFF_ROLES: readonly Role[] = ['dispatcher', 'supervisor'];
const FIELD_ROLES: readonly Role[] = ['squad-leader', 'squad-member'];

export function permissionsOf(roles: readonly RoleGrant[]): Set<Permission> {
  return new Set(roles.flatMap(({ role }) => ROLE_PERMISSIONS[role]));
}

export function hasPermission(principal: Principal, permission: Permission): boolean {
  return principal.roles.some(({ role }) => ROLE_PERMISSIONS[role].includes(permission));
}

/** Reach of staff and administrator roles: without a squad they are held for the region. */
function staffScope(principal: Principal, roles: readonly Role[]): Scope {
  const grants = principal.roles.filter(({ role }) => roles.includes(role));
  if (grants.some(({ squadId }) => squadId === null)) return 'region';
  return grants.flatMap(({ squadId }) => squadId ?? []);
}

/** Squads of field roles: without a squad they mean the member's own one, never the region. */
function fieldSquads(principal: Principal, roles: readonly Role[]): readonly string[] {
  return principal.roles
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ squadId }) => squadId ?? principal.memberSquadId ?? []);
}

function reaches(scope: Scope, squadIds: readonly string[]): boolean {
  return scope === 'region' || scope.some((squadId) => squadIds.includes(squadId));
}

/** Incidents a principal may see: all, or those one of these squads takes part in. For lists. */
export function incidentScope(principal: Principal): Scope {
  const staff = staffScope(principal, STAFF_ROLES);
  return staff === 'region' ? staff : [...new Set([...staff, ...fieldSquads(principal, FIELD_ROLES)])];
}

/** As whom a principal sees an incident; null answers like an incident that does not exist. */
export function incidentAudience(
  principal: Principal,
  incident: { readonly squadIds: readonly string[] },
): IncidentAudience | null {
  if (reaches(staffScope(principal, STAFF_ROLES), incident.squadIds)) return 'staff';
  return reaches(fieldSquads(principal, FIELD_ROLES), incident.squadIds) ? 'field' : null;
}

export function maySeeEvent(audience: IncidentAudience | null, eventAudience: Audience): boolean {
  if (audience === null) return false;
  return audience === 'staff' || eventAudience === 'everyone';
}

/** Dispatchers of the region or of a participating squad run the search: sectors, assignments, state. */
export function mayCoordinate(
  principal: Principal,
  incident: { readonly squadIds: readonly string[] },
): boolean {
  return reaches(staffScope(principal, ['dispatcher']), incident.squadIds);
}

/** A dispatcher forms any team; a squad leader only from people of the squads they lead that take part. */
export function mayManageTeam(
  principal: Principal,
  teamSquadIds: readonly string[],
  incidentSquadIds: readonly string[],
): boolean {
  if (mayCoordinate(principal, { squadIds: incidentSquadIds })) return true;
  const led = fieldSquads(principal, ['squad-leader']);
  return (
    teamSquadIds.length > 0 && teamSquadIds.every((id) => led.includes(id) && incidentSquadIds.includes(id))
  );
}

/**
 * As whom a principal moves a team's assignments. `incidentSquadIds` are the squads of the incident; left out,
 * a dispatcher of one squad is judged by the squads of the team alone, which is narrower.
 */
export function teamActorOf(
  principal: Principal,
  team: {
    readonly memberIds: readonly string[];
    readonly leaderMemberId: string;
    readonly squadIds: readonly string[];
  },
  incidentSquadIds: readonly string[] = team.squadIds,
): 'coordinator' | 'team' | null {
  if (mayCoordinate(principal, { squadIds: incidentSquadIds })) return 'coordinator';
  const { memberId } = principal;
  if (memberId === null) return null;
  return memberId === team.leaderMemberId || team.memberIds.includes(memberId) ? 'team' : null;
}

/** Administrators (of the region or of this squad) and the squad's own leaders. */
export function mayManageSquad(principal: Principal, squadId: string): boolean {
  return (
    reaches(staffScope(principal, ['administrator']), [squadId]) ||
    fieldSquads(principal, ['squad-leader']).includes(squadId)
  );
}

/** The squad's own leaders, and dispatchers and supervisors of the region or of this squad. */
export function maySeeMemberPhone(principal: Principal, squadId: string): boolean {
  return (
    reaches(staffScope(principal, STAFF_ROLES), [squadId]) ||
    fieldSquads(principal, ['squad-leader']).includes(squadId)
  );
}

/** Applications a dispatcher or supervisor may see: all, or those of these squads and those nobody searches yet. */
export function applicationScope(principal: Principal): Scope {
  return staffScope(principal, STAFF_ROLES);
}

/** Figures hold no personal data: administrators of the region see them too, without the cases behind them. */
export function figureScope(principal: Principal): Scope {
  return staffScope(principal, [...STAFF_ROLES, 'administrator']);
}

/** `squadIds`: the squads of all incidents the application led to. */
export function maySeeApplications(
  principal: Principal,
  application: { readonly hasIncident: boolean; readonly squadIds: readonly string[] },
): boolean {
  const scope = applicationScope(principal);
  if (scope === 'region') return true;
  return scope.length > 0 && (!application.hasIncident || reaches(scope, application.squadIds));
}

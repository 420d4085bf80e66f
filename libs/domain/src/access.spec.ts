import { describe, expect, it, test } from '@jest/globals';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES, type Role, type RoleGrant } from '@izdeu/contracts';
import {
  figureScope,
  hasPermission,
  incidentAudience,
  incidentScope,
  mayCoordinate,
  mayManageSquad,
  mayManageTeam,
  maySeeApplications,
  maySeeEvent,
  maySeeMemberPhone,
  permissionsOf,
  teamActorOf,
  type Principal,
} from './access.js';

const [DOS, BARS] = ['squad-dos', 'squad-bars'];

const holding = (roles: RoleGrant[], member: Partial<Principal> = {}): Principal => ({
  userId: 'user',
  displayName: 'Асель',
  roles,
  memberId: null,
  memberSquadId: null,
  ...member,
});
const as = (role: Role, squadId: string | null) => holding([{ role, squadId }]);
const regional = (role: Role) => as(role, null);
const ofDos = (role: Role) => as(role, DOS);
const nobody = holding([]);

describe('permissions', () => {
  test.each(ROLES.flatMap((role) => PERMISSIONS.map((permission) => [role, permission] as const)))(
    '%s: %s',
    (role, permission) => {
      const granted = ROLE_PERMISSIONS[role].includes(permission);
      expect(hasPermission(ofDos(role), permission)).toBe(granted);
      expect(permissionsOf([{ role, squadId: null }]).has(permission)).toBe(granted);
    },
  );

  it('add up over roles and are denied without one', () => {
    const both = permissionsOf([
      { role: 'squad-member', squadId: DOS },
      { role: 'administrator', squadId: null },
    ]);
    expect(both.has('position.report') && both.has('user.manage')).toBe(true);
    expect(permissionsOf([]).size).toBe(0);
    expect(PERMISSIONS.some((permission) => hasPermission(nobody, permission))).toBe(false);
  });
});

describe('incidents', () => {
  // [role, region-wide, own squad takes part, own squad does not]
  const AUDIENCES = [
    ['dispatcher', 'staff', 'staff', null],
    ['supervisor', 'staff', 'staff', null],
    ['squad-leader', null, 'field', null],
    ['squad-member', null, 'field', null],
    ['administrator', null, null, null],
  ] as const;
  test.each(AUDIENCES)('%s: region %s, own squad in it %s, other squads %s', (role, region, own, other) => {
    expect(incidentAudience(regional(role), { squadIds: [BARS] })).toBe(region);
    expect(incidentAudience(ofDos(role), { squadIds: [BARS, DOS] })).toBe(own);
    expect(incidentAudience(ofDos(role), { squadIds: [BARS] })).toBe(other);
    expect(incidentAudience(ofDos(role), { squadIds: [] })).toBe(other);
  });

  it('are seen by the best of several roles', () => {
    const both = holding([
      { role: 'squad-member', squadId: DOS },
      { role: 'dispatcher', squadId: BARS },
    ]);
    expect(incidentAudience(both, { squadIds: [DOS, BARS] })).toBe('staff');
    expect(incidentAudience(both, { squadIds: [DOS] })).toBe('field');
    expect(incidentAudience(nobody, { squadIds: [DOS] })).toBeNull();
  });

  it('take a field role without a squad as one in the member’s own squad', () => {
    const member = holding([{ role: 'squad-member', squadId: null }], { memberId: 'm', memberSquadId: DOS });
    expect(incidentAudience(member, { squadIds: [DOS] })).toBe('field');
    expect(incidentAudience(member, { squadIds: [BARS] })).toBeNull();
  });

  it('are listed over the same reach as they are seen', () => {
    for (const role of ROLES) {
      for (const principal of [regional(role), ofDos(role)]) {
        const scope = incidentScope(principal);
        for (const squadIds of [[], [DOS], [BARS], [DOS, BARS]]) {
          const listed = scope === 'region' || scope.some((squadId) => squadIds.includes(squadId));
          expect(listed).toBe(incidentAudience(principal, { squadIds }) !== null);
        }
      }
    }
  });

  it('show staff every event, the field those for everyone, and strangers none', () => {
    const seen = (['staff', 'field', null] as const).map((audience) => [
      maySeeEvent(audience, 'everyone'),
      maySeeEvent(audience, 'staff'),
    ]);
    expect(seen).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  test.each(ROLES.map((role) => [role]))('%s coordinates as a dispatcher only', (role) => {
    const isDispatcher = role === 'dispatcher';
    expect(mayCoordinate(regional(role), { squadIds: [BARS] })).toBe(isDispatcher);
    expect(mayCoordinate(ofDos(role), { squadIds: [DOS] })).toBe(isDispatcher);
    expect(mayCoordinate(ofDos(role), { squadIds: [BARS] })).toBe(false);
  });
});

describe('teams', () => {
  it('are formed by dispatchers of the incident', () => {
    expect(mayManageTeam(regional('dispatcher'), [DOS, BARS], [DOS, BARS])).toBe(true);
    expect(mayManageTeam(ofDos('dispatcher'), [BARS], [DOS, BARS])).toBe(true);
    expect(mayManageTeam(ofDos('dispatcher'), [BARS], [BARS])).toBe(false);
  });

  it('are formed by a leader from their own squad, when it takes part', () => {
    expect(mayManageTeam(ofDos('squad-leader'), [DOS], [DOS, BARS])).toBe(true);
    expect(mayManageTeam(ofDos('squad-leader'), [DOS, BARS], [DOS, BARS])).toBe(false);
    expect(mayManageTeam(ofDos('squad-leader'), [DOS], [BARS])).toBe(false);
    expect(mayManageTeam(ofDos('squad-leader'), [], [DOS])).toBe(false);
  });

  it.each(['squad-member', 'supervisor', 'administrator'] as const)('are not formed by a %s', (role) => {
    expect(mayManageTeam(ofDos(role), [DOS], [DOS])).toBe(false);
    expect(mayManageTeam(regional(role), [DOS], [DOS])).toBe(false);
  });

  const team = { memberIds: ['m1', 'm2'], leaderMemberId: 'm1', squadIds: [DOS] };
  const member = (memberId: string) =>
    holding([{ role: 'squad-member', squadId: DOS }], { memberId, memberSquadId: DOS });

  it('move their own assignments; dispatchers move them on their behalf; nobody else does', () => {
    expect(teamActorOf(member('m1'), team)).toBe('team');
    expect(teamActorOf(member('m2'), team)).toBe('team');
    expect(teamActorOf(member('m3'), team)).toBeNull();
    expect(teamActorOf(regional('dispatcher'), team)).toBe('coordinator');
    expect(teamActorOf(ofDos('dispatcher'), team)).toBe('coordinator');
    expect(teamActorOf(as('dispatcher', BARS), team)).toBeNull();
    expect(teamActorOf(as('dispatcher', BARS), team, [DOS, BARS])).toBe('coordinator');
    expect(teamActorOf(regional('supervisor'), team)).toBeNull();
    expect(teamActorOf(ofDos('squad-leader'), team)).toBeNull();
    expect(teamActorOf(nobody, team)).toBeNull();
  });
});

describe('squads', () => {
  // [role, region-wide, of this squad, of another squad]
  test.each([
    ['administrator', true, true, false],
    ['squad-leader', false, true, false],
    ['dispatcher', false, false, false],
    ['supervisor', false, false, false],
    ['squad-member', false, false, false],
  ] as const)('managed by %s: region %s, own %s, other %s', (role, region, own, other) => {
    expect(mayManageSquad(regional(role), DOS)).toBe(region);
    expect(mayManageSquad(ofDos(role), DOS)).toBe(own);
    expect(mayManageSquad(ofDos(role), BARS)).toBe(other);
  });

  test.each([
    ['dispatcher', true, true, false],
    ['supervisor', true, true, false],
    ['squad-leader', false, true, false],
    ['squad-member', false, false, false],
    ['administrator', false, false, false],
  ] as const)('phones seen by %s: region %s, own %s, other %s', (role, region, own, other) => {
    expect(maySeeMemberPhone(regional(role), DOS)).toBe(region);
    expect(maySeeMemberPhone(ofDos(role), DOS)).toBe(own);
    expect(maySeeMemberPhone(ofDos(role), BARS)).toBe(other);
  });
});

describe('applications', () => {
  const waiting = { hasIncident: false, squadIds: [] };
  const searchedBy = (...squadIds: string[]) => ({ hasIncident: true, squadIds });

  it.each(['dispatcher', 'supervisor'] as const)('are seen by a %s within reach', (role) => {
    expect(maySeeApplications(regional(role), searchedBy(BARS))).toBe(true);
    expect(maySeeApplications(ofDos(role), waiting)).toBe(true);
    expect(maySeeApplications(ofDos(role), searchedBy(DOS, BARS))).toBe(true);
    expect(maySeeApplications(ofDos(role), searchedBy(BARS))).toBe(false);
    expect(maySeeApplications(ofDos(role), searchedBy())).toBe(false);
  });

  it.each(['squad-leader', 'squad-member', 'administrator'] as const)('are not seen by a %s', (role) => {
    for (const principal of [regional(role), ofDos(role)]) {
      expect(maySeeApplications(principal, waiting)).toBe(false);
      expect(maySeeApplications(principal, searchedBy(DOS))).toBe(false);
    }
  });
});

describe('figures', () => {
  it('reach as far as the cases for staff, and to administrators as well', () => {
    for (const role of ['dispatcher', 'supervisor', 'administrator'] as const) {
      expect(figureScope(regional(role))).toBe('region');
      expect(figureScope(ofDos(role))).toEqual([DOS]);
    }
    expect(figureScope(ofDos('squad-leader'))).toEqual([]);
    expect(figureScope(regional('squad-member'))).toEqual([]);
  });
});

import type { Me, Permission, Role } from '@izdeu/contracts';
import type { MessageId } from '../i18n/messages.js';

export interface NavItem {
  path: string;
  label: MessageId;
}

interface NavRule extends NavItem {
  permission?: Permission;
  roles?: readonly Role[];
}

const RULES: readonly NavRule[] = [
  { path: '/board', label: 'nav.board', roles: ['dispatcher', 'supervisor', 'squad-leader'] },
  { path: '/applications/new', label: 'nav.applications.new', permission: 'application.create' },
  { path: '/my-task', label: 'nav.myTask', roles: ['squad-member', 'squad-leader'] },
  { path: '/review', label: 'nav.review', permission: 'outcome.decide' },
  { path: '/statistics', label: 'nav.statistics', permission: 'statistics.read' },
  { path: '/squads', label: 'nav.squads', permission: 'squad.read' },
  { path: '/admin', label: 'nav.admin', permission: 'user.manage' },
];

/** Pages this person has a use for. It hides, the server forbids. */
export const navItemsFor = (me: Me): NavItem[] =>
  RULES.filter(
    ({ permission, roles }) =>
      (permission === undefined || me.permissions.includes(permission)) &&
      (roles === undefined || me.roles.some((grant) => roles.includes(grant.role))),
  );

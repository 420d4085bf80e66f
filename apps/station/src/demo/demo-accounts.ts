import { acceptInvitation, inviteUser, listUsers, type Locale, type Role } from '@izdeu/contracts';
import { DEMO_ADMINISTRATOR, demoPassword, type DemoPort } from './demo-port.js';
import type { SquadCode } from './demo-squads.js';
import { uuidFrom } from './seeded-random.js';

/** Accounts of people in the field; each is a member of a squad. */
export type FieldLogin =
  | 'squad-member'
  | 'squad-leader'
  | 'dos-2'
  | 'bars-1'
  | 'region10-1'
  | 'region10-3'
  | 'victoria-1'
  | 'leader-1';

interface PlannedAccount {
  readonly login: FieldLogin | 'dispatcher' | 'supervisor';
  readonly role: Role;
  readonly locale: Locale;
  /** Which adult member of which squad it belongs to; staff of the whole region have none. */
  readonly member: { readonly squad: SquadCode; readonly index: number } | null;
}

const field = (
  login: FieldLogin,
  squad: SquadCode,
  index: number,
  role: Role = 'squad-member',
  locale: Locale = 'ru',
): PlannedAccount => ({ login, role, locale, member: { squad, index } });

export const DEMO_ACCOUNTS: readonly PlannedAccount[] = [
  { login: 'dispatcher', role: 'dispatcher', locale: 'ru', member: null },
  { login: 'supervisor', role: 'supervisor', locale: 'ru', member: null },
  field('squad-leader', 'DOS', 0, 'squad-leader'),
  field('squad-member', 'DOS', 1),
  field('dos-2', 'DOS', 2, 'squad-member', 'kk'),
  field('bars-1', 'BARS', 0),
  field('region10-1', 'REGION10', 0),
  field('region10-3', 'REGION10', 1, 'squad-member', 'kk'),
  field('victoria-1', 'VICTORIA', 0),
  field('leader-1', 'LEADER', 0),
];

const STAFF_NAMES: Partial<Record<PlannedAccount['login'], string>> = {
  dispatcher: 'Диспетчер (демо)',
  supervisor: 'Руководитель (демо)',
};

export interface StoredMember {
  readonly id: string;
  readonly fullName: string;
  readonly squadId: string;
}
export type AdultsOf = (squad: SquadCode, index: number) => StoredMember;

const existingLogins = async (port: DemoPort): Promise<Set<string>> => {
  const logins = new Set<string>();
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await port.call(DEMO_ADMINISTRATOR.login, listUsers, {
      query: { limit: 200, ...(cursor !== undefined && { cursor }) },
    });
    page.items.forEach((user) => logins.add(user.login));
    cursor = page.nextCursor;
  }
  return logins;
};

/** The token is the last part of the link. */
const tokenOf = (path: string): string => {
  const token = /[A-Za-z0-9_-]{20,100}$/.exec(path)?.[0];
  if (token === undefined) throw new Error('an invitation came without its token');
  return token;
};

/** Invites and accepts, as people would; an account that exists already is left alone. */
export const loadAccounts = async (port: DemoPort, seed: string, adults: AdultsOf): Promise<void> => {
  const existing = await existingLogins(port);
  for (const { login, role, locale, member } of DEMO_ACCOUNTS) {
    if (existing.has(login)) continue;
    const stored = member === null ? null : adults(member.squad, member.index);
    const { path } = await port.call(DEMO_ADMINISTRATOR.login, inviteUser, {
      body: {
        commandId: uuidFrom(seed, `invite:${login}`),
        roles: [{ role, squadId: stored?.squadId ?? null }],
        ...(stored !== null && { memberId: stored.id }),
      },
    });
    await port.call(null, acceptInvitation, {
      body: {
        commandId: uuidFrom(seed, `accept:${login}`),
        token: tokenOf(path),
        login,
        password: demoPassword(login),
        displayName: stored?.fullName ?? STAFF_NAMES[login] ?? login,
        locale,
      },
    });
  }
};

import type { Role } from '@izdeu/contracts';
import { DEMO_ACCOUNTS, loadAccounts, type FieldLogin } from './demo-accounts.js';
import { DEMO_ADMINISTRATOR, demoPassword, type DemoPort } from './demo-port.js';
import { loadOpenIncidents } from './load-open-incidents.js';
import { loadSquads, type StoredSquads } from './load-squads.js';
import { loadYear } from './load-year.js';

/** Name of the demonstration region, and the seed everything in it follows from. */
export const DEMO_SEED = 'kostanay-demo';

export interface DemoLogin {
  readonly role: Role;
  readonly login: string;
  readonly password: string;
}
export type DemoLogins = readonly DemoLogin[];

export interface LoadDemoOptions {
  readonly now: Date;
  readonly log: (line: string) => void;
}

const ROLE_LOGINS = ['dispatcher', 'squad-member', 'squad-leader', 'supervisor', 'administrator'] as const;

/** One account of each role, to sign in with. */
export const DEMO_LOGINS: DemoLogins = ROLE_LOGINS.map((login) => ({
  role: login,
  login: login === 'administrator' ? DEMO_ADMINISTRATOR.login : login,
  password: demoPassword(login),
}));

const memberIdOf =
  (squads: StoredSquads) =>
  (login: FieldLogin): string => {
    const member = DEMO_ACCOUNTS.find((account) => account.login === login)?.member;
    if (member == null) throw new RangeError(`${login} is nobody's member account`);
    return squads.adults(member.squad, member.index).id;
  };

/**
 * Loads the demonstration region through the ordinary write path. The administrator must exist already. Loading
 * again repeats the same commands and changes nothing.
 */
export const loadDemo = async (port: DemoPort, { now, log }: LoadDemoOptions): Promise<DemoLogins> => {
  const squads = await loadSquads(port, DEMO_SEED, now.getUTCFullYear());
  log('demo: squads, members and trainings stored');
  await loadAccounts(port, DEMO_SEED, squads.adults);
  log('demo: accounts made');
  await loadYear(port, DEMO_SEED, squads, log);
  await loadOpenIncidents(port, DEMO_SEED, squads, memberIdOf(squads), now, log);
  return DEMO_LOGINS;
};

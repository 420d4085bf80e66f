import { getMe, signOut, type Me, type Permission, type Role } from '@izdeu/contracts';
import { useMutation, useQuery, useQueryClient, type QueryFunctionContext } from '@tanstack/react-query';
import { forgetFieldDrafts } from '../../outbox/field-drafts.js';
import { theOutbox } from '../../outbox/outbox-store.js';
import { tellSessionEnded } from '../../realtime/session-end.js';
import { wipeStoredField } from '../../realtime/stored-field.js';
import { callRoute } from '../http/call-route.js';
import { orLastKnown } from '../http/or-last-known.js';
import { RequestError } from '../http/request-error.js';
import { forgetReadData, tellOtherTabs } from './forget-session.js';
import { SESSION_KEY } from './session-key.js';

export { SESSION_KEY };

/** null: nobody is signed in, which is an answer, not a failure. */
async function readSession({ signal, client }: QueryFunctionContext): Promise<Me | null> {
  try {
    // A phone opened without signal is still its owner's: the server asks again when it is in reach.
    return await orLastKnown('me', () => callRoute(getMe, {}, signal));
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'UNAUTHENTICATED') throw error;
    // The session ended while this page was closed: what the device kept goes with it.
    await wipeStoredField();
    // It ended under an open page: what was read is forgotten and the person is told why.
    if (client.getQueryData(SESSION_KEY)) tellSessionEnded('expired');
    return null;
  }
}

/** Who is signed in: `data` is undefined while loading, null for nobody. */
export const useSession = () => useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 300_000 });

/** The signed-in person; pages below the shell are shown only when there is one. */
export const useMe = (): Me | null => useSession().data ?? null;

export const usePermission = (permission: Permission): boolean =>
  useMe()?.permissions.includes(permission) ?? false;

/** Forgets everything that was read, so the next person on a shared laptop sees nothing of the former. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callRoute(signOut, {}),
    onSuccess: async () => {
      try {
        await (await theOutbox()).wipe();
        forgetFieldDrafts();
        await wipeStoredField();
      } finally {
        // The session is over at headquarters: a device that will not wipe must not look signed in as well.
        tellOtherTabs();
        forgetReadData(client);
      }
    },
  });
}

const LANDING: readonly (readonly [Role, string])[] = [
  ['dispatcher', '/board'],
  ['supervisor', '/review'],
  ['squad-leader', '/my-task'],
  ['squad-member', '/my-task'],
  ['administrator', '/admin'],
];

/** Where a person's work begins; somebody with several roles starts with the most operational one. */
export function landingPath(me: Me): string {
  const held = me.roles.map((grant) => grant.role);
  return LANDING.find(([role]) => held.includes(role))?.[1] ?? '/my-task';
}

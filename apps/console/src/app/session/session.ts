import { getMe, signOut, type Me, type Permission, type Role } from '@izdeu/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { forgetFieldDrafts } from '../../outbox/field-drafts.js';
import { theOutbox } from '../../outbox/outbox-store.js';
import { callRoute } from '../http/call-route.js';
import { RequestError } from '../http/request-error.js';

export const SESSION_KEY = ['session'] as const;

/** null: nobody is signed in, which is an answer, not a failure. */
async function readSession({ signal }: { signal: AbortSignal }): Promise<Me | null> {
  try {
    return await callRoute(getMe, {}, signal);
  } catch (error) {
    if (error instanceof RequestError && error.code === 'UNAUTHENTICATED') return null;
    throw error;
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
      await (await theOutbox()).wipe();
      forgetFieldDrafts();
      client.clear();
      client.setQueryData(SESSION_KEY, null);
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

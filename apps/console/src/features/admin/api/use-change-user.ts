import { changeUser, type RoleGrant } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { v7 as newId } from 'uuid';
import { callRoute } from '../../../app/http/call-route.js';
import { USERS_KEY } from './use-users.js';

export function useChangeUser(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { version: number; roles?: RoleGrant[]; disabled?: boolean }) =>
      callRoute(changeUser, { params: { id }, body: { commandId: newId(), ...change } }),
    onSuccess: () => client.invalidateQueries({ queryKey: USERS_KEY }),
  });
}

import { acceptInvitation } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { SESSION_KEY } from '../../../app/session/session.js';

export function useAcceptInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CallInput<typeof acceptInvitation>['body']) => callRoute(acceptInvitation, { body }),
    onSuccess: ({ user }) => {
      // Whoever was signed in on this device before is not the one who continues.
      client.clear();
      client.setQueryData(SESSION_KEY, user);
    },
  });
}

import { inviteUser } from '@izdeu/contracts';
import { useMutation } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';

export const useInviteUser = () =>
  useMutation({
    mutationFn: (body: CallInput<typeof inviteUser>['body']) => callRoute(inviteUser, { body }),
  });

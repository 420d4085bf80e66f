import { withdrawApplication } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { applicationKey } from './use-application.js';

export function useWithdrawApplication(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CallInput<typeof withdrawApplication>['body']) =>
      callRoute(withdrawApplication, { params: { id }, body }),
    onSuccess: (application) => client.setQueryData(applicationKey(id), application),
    // Refused because something changed meanwhile: show what is true now.
    onError: () => void client.invalidateQueries({ queryKey: applicationKey(id) }),
  });
}

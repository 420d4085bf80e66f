import { proposeOutcome } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { WAITING_OUTCOMES_KEY } from './use-waiting-outcomes.js';

export function useProposeOutcome(personId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CallInput<typeof proposeOutcome>['body']) =>
      callRoute(proposeOutcome, { params: { id: personId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: WAITING_OUTCOMES_KEY }),
  });
}

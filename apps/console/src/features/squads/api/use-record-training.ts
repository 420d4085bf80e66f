import { recordTraining } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { SQUADS_KEY } from '../../../app/squads-query.js';

export function useRecordTraining(squadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CallInput<typeof recordTraining>['body']) =>
      callRoute(recordTraining, { params: { id: squadId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: SQUADS_KEY }),
  });
}

import { addMember } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { SQUADS_KEY } from '../../../app/squads-query.js';

export function useAddMember(squadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CallInput<typeof addMember>['body']) =>
      callRoute(addMember, { params: { id: squadId }, body }),
    // The counts of the list and the members themselves: both keys begin alike.
    onSuccess: () => client.invalidateQueries({ queryKey: SQUADS_KEY }),
  });
}

import { createSquad } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { SQUADS_KEY } from '../../../app/squads-query.js';

export function useCreateSquad() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CallInput<typeof createSquad>['body']) => callRoute(createSquad, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: SQUADS_KEY }),
  });
}

import { listMembers } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

/** Members an account can be made for. */
export const useSquadMembers = (squadId: string) =>
  useQuery({
    queryKey: ['squads', squadId, 'members', 'without-account'],
    queryFn: async ({ signal }) => {
      const input = { params: { id: squadId }, query: { limit: 200 } };
      const { items } = await callRoute(listMembers, input, signal);
      return items.filter((member) => !member.hasAccount);
    },
    enabled: squadId !== '',
  });

import { listMembers } from '@izdeu/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

export const membersKey = (squadId: string) => ['squads', squadId, 'members'] as const;

export const useMembers = (squadId: string, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: membersKey(squadId),
    queryFn: ({ pageParam, signal }) =>
      callRoute(
        listMembers,
        { params: { id: squadId }, query: { limit: 100, ...(pageParam !== null && { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled,
  });

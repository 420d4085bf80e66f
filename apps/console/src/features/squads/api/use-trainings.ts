import { listTrainings } from '@izdeu/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

export const trainingsKey = (squadId: string) => ['squads', squadId, 'trainings'] as const;

export const useTrainings = (squadId: string) =>
  useInfiniteQuery({
    queryKey: trainingsKey(squadId),
    queryFn: ({ pageParam, signal }) =>
      callRoute(
        listTrainings,
        { params: { id: squadId }, query: { limit: 100, ...(pageParam !== null && { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

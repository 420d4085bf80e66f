import { listUsers, type RouteResponse } from '@izdeu/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

export const USERS_KEY = ['users'] as const;
export type User = RouteResponse<typeof listUsers>['items'][number];

export const useUsers = () =>
  useInfiniteQuery({
    queryKey: USERS_KEY,
    queryFn: ({ pageParam, signal }) =>
      callRoute(
        listUsers,
        { query: { limit: 100, ...(pageParam !== null && { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

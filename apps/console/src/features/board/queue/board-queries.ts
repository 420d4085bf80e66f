import { getApplication, listApplications, listIncidents } from '@izdeu/contracts';
import type { Application, IncidentView } from '@izdeu/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

/** Only while the page is visible: a hidden tab does not ask. */
const POLL_MILLISECONDS = 15_000;
const ROWS_A_PAGE = 50;

export type QueueFilter = Application['state'] | 'all';
export type IncidentFilter = 'open' | 'all';

export const useApplicationQueue = (filter: QueueFilter) =>
  useInfiniteQuery({
    queryKey: ['board', 'applications', filter],
    queryFn: ({ pageParam, signal }) =>
      callRoute(
        listApplications,
        {
          query: {
            limit: ROWS_A_PAGE,
            cursor: pageParam ?? undefined,
            state: filter === 'all' ? undefined : filter,
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: POLL_MILLISECONDS,
  });

export const useIncidents = () =>
  useInfiniteQuery({
    queryKey: ['board', 'incidents'],
    queryFn: ({ pageParam, signal }) =>
      callRoute(listIncidents, { query: { limit: ROWS_A_PAGE, cursor: pageParam ?? undefined } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: POLL_MILLISECONDS,
  });

export const isOpen = ({ state }: IncidentView): boolean => state !== 'closed';

export const useApplication = (id: string | undefined) =>
  useQuery({
    queryKey: ['application', id],
    queryFn: ({ signal }) => callRoute(getApplication, { params: { id: id ?? '' } }, signal),
    enabled: id !== undefined,
  });

import { listHistory } from '@izdeu/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';
import type { HistoryFilter } from '../tools/board-store.js';

const ENTRIES_A_PAGE = 50;

/**
 * What happened in an incident, the newest first; read again whenever its number moves; headquarters narrows it, so that
 * nothing is missing from what fits.
 */
export const useHistory = (incidentId: string, seq: number, { kind, teamId, sectorId }: HistoryFilter) =>
  useInfiniteQuery({
    queryKey: ['history', incidentId, seq, kind, teamId, sectorId],
    queryFn: ({ pageParam, signal }) =>
      callRoute(
        listHistory,
        {
          params: { id: incidentId },
          query: {
            limit: ENTRIES_A_PAGE,
            ...(pageParam !== null && { before: pageParam }),
            ...(kind !== null && { kind }),
            ...(teamId !== null && { teamId }),
            ...(sectorId !== null && { sectorId }),
          },
        },
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBefore,
    // The list stays while the next one is read: nothing jumps under the finger.
    placeholderData: keepPreviousData,
  });

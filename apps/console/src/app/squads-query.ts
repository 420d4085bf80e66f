import { listSquads } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from './http/call-route.js';

export const SQUADS_KEY = ['squads'] as const;

/** The squads of the region, one answer for every page. */
export const useSquads = () =>
  useQuery({
    queryKey: SQUADS_KEY,
    queryFn: async ({ signal }) => (await callRoute(listSquads, {}, signal)).items,
  });

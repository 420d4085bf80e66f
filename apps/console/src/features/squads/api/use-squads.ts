import { listSquads } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

export const SQUADS_KEY = ['squads'] as const;

export const useSquads = () =>
  useQuery({ queryKey: SQUADS_KEY, queryFn: ({ signal }) => callRoute(listSquads, {}, signal) });

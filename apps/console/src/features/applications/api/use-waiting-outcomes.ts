import { listOutcomes } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

export const WAITING_OUTCOMES_KEY = ['outcomes', 'proposed', 'of-application'] as const;

/** Outcomes of this application's people that somebody proposed and nobody has decided yet. */
export const useWaitingOutcomes = (applicationId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...WAITING_OUTCOMES_KEY, applicationId],
    queryFn: async ({ signal }) => {
      const { items } = await callRoute(listOutcomes, { query: { state: 'proposed', limit: 200 } }, signal);
      return items.filter((outcome) => outcome.applicationId === applicationId);
    },
    enabled,
  });

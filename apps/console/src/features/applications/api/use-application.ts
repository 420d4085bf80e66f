import { getApplication } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

export const applicationKey = (id: string) => ['application', id] as const;

export const useApplication = (id: string) =>
  useQuery({
    queryKey: applicationKey(id),
    queryFn: ({ signal }) => callRoute(getApplication, { params: { id } }, signal),
  });

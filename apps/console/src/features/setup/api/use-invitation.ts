import { inspectInvitation } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';

/** What the link offers; the token travels in the body and is kept nowhere but in memory. */
export const useInvitation = (token: string) =>
  useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => callRoute(inspectInvitation, { body: { token } }, signal),
    gcTime: 0,
  });

import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { useSession } from './session.js';

/** Shows its children to somebody signed in; anybody else signs in first and then comes back here. */
export function RequireSession({ children }: { children: ReactNode }) {
  const session = useSession();
  const location = useLocation();
  // A session already read stays good while the connection is down: the field works on.
  if (session.data) return children;
  if (session.isPending) return <LoadingState />;
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
}

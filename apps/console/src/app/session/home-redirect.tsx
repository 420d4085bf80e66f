import { Navigate } from 'react-router';
import { landingPath, useMe } from './session.js';

/** `/` leads each role to where its work begins. */
export function HomeRedirect() {
  const me = useMe();
  return me ? <Navigate to={landingPath(me)} replace /> : null;
}

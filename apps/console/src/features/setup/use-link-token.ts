import { useEffect, useState } from 'react';

const tokenIn = (hash: string): string => hash.replace(/^#/, '');

/**
 * The token behind `#`: browsers never send that part to a server. It leaves the address bar at once, so that
 * neither the history nor a look over the shoulder keeps it.
 */
export function useLinkToken(): string {
  const [token, setToken] = useState(() => tokenIn(location.hash));
  useEffect(() => {
    const hide = () => {
      if (location.hash === '') return;
      setToken(tokenIn(location.hash));
      history.replaceState(history.state, '', location.pathname);
    };
    hide();
    window.addEventListener('hashchange', hide);
    return () => window.removeEventListener('hashchange', hide);
  }, []);
  return token;
}

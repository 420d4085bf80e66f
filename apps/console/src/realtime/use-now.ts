import { useEffect, useState } from 'react';
import { serverNow } from './server-clock.js';

/** The server's time for ages on the page, again every ten seconds. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const tick = setInterval(() => setNow(serverNow()), 10_000);
    return () => clearInterval(tick);
  }, []);
  return now;
}

import { useEffect, useState } from 'react';

const TICK_MILLISECONDS = 5_000;

/** How old something of this device is (milliseconds), again every five seconds: silence must be visible too. */
export function useAgeOf(at: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS);
    return () => clearInterval(tick);
  }, []);
  return Math.max(0, now - at);
}

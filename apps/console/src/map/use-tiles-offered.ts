import { useEffect, useState } from 'react';
import { tileSettings } from './tile-settings.js';

/** Whether a server of map pictures is set at all. */
export function useTilesOffered(): boolean {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    let gone = false;
    void tileSettings().then(({ tileUrl }) => {
      if (!gone) setOffered(tileUrl !== null);
    });
    return () => void (gone = true);
  }, []);
  return offered;
}

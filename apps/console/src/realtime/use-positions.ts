import type { LivePosition } from '@izdeu/contracts';
import { useEffect, useState } from 'react';
import { positionsOf, subscribePositions } from './position-store.js';

/** Frames come four times a second; words about them need not. */
const REFRESH_MILLISECONDS = 1_000;

/** The latest position of each device for texts, again at most once a second. Canvases follow the frames themselves. */
export function usePositions(incidentId: string): readonly LivePosition[] {
  const [positions, setPositions] = useState(() => [...positionsOf(incidentId).values()]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = subscribePositions(incidentId, (latest) => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setPositions([...latest.values()]);
      }, REFRESH_MILLISECONDS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [incidentId]);
  return positions;
}

import { useSyncExternalStore } from 'react';
import { useMapContext } from './map-context.js';

function subscribe(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
}

/** The map alone on the screen; iPhones do not offer it. */
export function useFullScreen(): { offered: boolean; on: boolean; toggle: () => void } {
  const { map } = useMapContext();
  const element = useSyncExternalStore(subscribe, () => document.fullscreenElement);
  const frame = map.getContainer().parentElement;
  const on = element !== null && element === frame;
  const toggle = () => {
    // Refused when it does not come from a person's own gesture: then nothing happens, and nothing is lost.
    const changed = on ? document.exitFullscreen() : frame?.requestFullscreen();
    changed?.catch(() => undefined);
  };
  return { offered: document.fullscreenEnabled, on, toggle };
}

import type L from 'leaflet';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { ViewportCanvasLayer } from './viewport-canvas-layer.js';

/** Set on the document while a map is laid out for paper; the style sheet does the rest. */
const MARK = 'printing';
const listeners = new Set<() => void>();

function set(printing: boolean): void {
  if (printing === (document.documentElement.dataset[MARK] === 'map')) return;
  if (printing) document.documentElement.dataset[MARK] = 'map';
  else delete document.documentElement.dataset[MARK];
  for (const changed of listeners) changed();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}

const read = (): boolean => document.documentElement.dataset[MARK] === 'map';

/** Whether the page is being printed as a map. */
export function usePrinting(map: L.Map | null): boolean {
  const printing = useSyncExternalStore(subscribe, read);
  const drawnFor = useRef(printing);
  useEffect(() => {
    if (!map || drawnFor.current === printing) return;
    drawnFor.current = printing;
    const centre = map.getCenter();
    map.invalidateSize({ pan: false, animate: false });
    map.setView(centre, map.getZoom(), { animate: false });
    map.eachLayer((layer) => {
      if (layer instanceof ViewportCanvasLayer) layer.drawAtOnce();
    });
  }, [map, printing]);
  return printing;
}

/**
 * While it is mounted, printing the page prints its map. The browser takes the picture as soon as `beforeprint`
 * returns: everything is drawn again within it.
 */
export function usePrintsMap(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const before = () => flushSync(() => set(true));
    const after = () => set(false);
    const media = matchMedia('print');
    const changed = () => (media.matches ? before() : after());
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    media.addEventListener('change', changed);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      media.removeEventListener('change', changed);
      set(false);
    };
  }, [enabled]);
}

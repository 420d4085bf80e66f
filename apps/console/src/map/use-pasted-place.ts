import { formatDecimalDegrees, formatMgrs, parseCoordinates } from '@izdeu/domain';
import { useEffect, useEffectEvent } from 'react';
import { useMapContext } from './map-context.js';
import type { FoundPlace } from './map-search.js';

/** Longer than any notation or map link; the rest of a document is not a place. */
const LONGEST_TEXT = 2000;

/** Ctrl-V on the map goes to the coordinates in the clipboard; what cannot be read is handed on for mending. */
export function usePastedPlace(onPlace: (place: FoundPlace) => void, onUnread: (text: string) => void): void {
  const { map } = useMapContext();
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const isOnMap = target === document.body || target?.closest('.leaflet-container') === map.getContainer();
    if (!isOnMap) return;
    const text = event.clipboardData?.getData('text/plain').trim().slice(0, LONGEST_TEXT) ?? '';
    if (text === '') return;
    event.preventDefault();
    const position = parseCoordinates(text);
    if (position) onPlace({ position, label: formatDecimalDegrees(position), detail: formatMgrs(position) });
    else onUnread(text);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => pasted(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}

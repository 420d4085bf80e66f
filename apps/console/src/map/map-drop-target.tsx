import type { LonLat } from '@izdeu/contracts';
import { useEffect, useEffectEvent } from 'react';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';

export interface MapDropTargetProps {
  /** Media type of what may be dropped; everything else passes by. */
  type: string;
  onDrop: (data: string, position: LonLat) => void;
}

/** Lets something dragged from beside the map fall onto a place of it. */
export function MapDropTarget({ type, onDrop }: MapDropTargetProps) {
  const { map } = useMapContext();
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const container = map.getContainer();
    const carried = (event: DragEvent) => event.dataTransfer?.types.includes(type) === true;
    const over = (event: DragEvent) => {
      if (!carried(event)) return;
      event.preventDefault();
      // The browser sends no mouse moves during a drag, and what lies under it is to light up all the same.
      map.fire('mousemove', { latlng: map.mouseEventToLatLng(event), originalEvent: event });
    };
    const drop = (event: DragEvent) => {
      if (!carried(event)) return;
      event.preventDefault();
      dropped(event.dataTransfer?.getData(type) ?? '', toLonLat(map.mouseEventToLatLng(event)));
    };
    container.addEventListener('dragover', over);
    container.addEventListener('drop', drop);
    return () => {
      container.removeEventListener('dragover', over);
      container.removeEventListener('drop', drop);
    };
  }, [map, type]);
  return null;
}

import type { LonLat } from '@izdeu/contracts';
import type L from 'leaflet';
import { useEffect, useEffectEvent, useState } from 'react';
import { swallowClick } from './box-select.js';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import classes from './map-drag.module.css';
import type { LiveMarker } from './live-marker.js';
import type { TeamMarkerLayer } from './team-marker-layer.js';

export interface MarkerDragProps {
  layer: TeamMarkerLayer;
  onDrop: (id: string, position: LonLat) => void;
}

/** How near to a marker a drag must begin to take it along; further away it moves the map. */
const REACH_PIXELS = 18;
const SMALLEST_PIXELS = 6;

/** Takes a marker along by its sign; the marker itself stays where the team is. */
export function MarkerDrag({ layer, onDrop }: MarkerDragProps) {
  const { map } = useMapContext();
  const [ghost, setGhost] = useState<{ label: string; at: L.Point } | null>(null);
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const container = map.getContainer();
    let taken: { marker: LiveMarker; from: L.Point; moved: boolean } | null = null;
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || event.shiftKey || event.pointerType === 'touch') return;
      const [marker] = layer.hit(toLonLat(map.mouseEventToLatLng(event)), REACH_PIXELS).markers;
      if (!marker) return;
      taken = { marker, from: map.mouseEventToContainerPoint(event), moved: false };
      map.dragging.disable();
    };
    const move = (event: PointerEvent) => {
      if (!taken) return;
      const at = map.mouseEventToContainerPoint(event);
      taken.moved ||= taken.from.distanceTo(at) > SMALLEST_PIXELS;
      if (taken.moved) setGhost({ label: taken.marker.label, at });
    };
    const stop = () => {
      if (!taken) return;
      taken = null;
      setGhost(null);
      map.dragging.enable();
    };
    const up = (event: PointerEvent) => {
      if (taken?.moved) {
        swallowClick(container);
        if (event.target instanceof Node && container.contains(event.target))
          dropped(taken.marker.id, toLonLat(map.mouseEventToLatLng(event)));
      }
      stop();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') stop();
    };
    container.addEventListener('pointerdown', down, { capture: true });
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', stop);
    window.addEventListener('keydown', key);
    return () => {
      stop();
      container.removeEventListener('pointerdown', down, { capture: true });
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', stop);
      window.removeEventListener('keydown', key);
    };
  }, [map, layer]);
  return ghost === null ? null : (
    <div className={classes.ghost} style={{ left: ghost.at.x + 14, top: ghost.at.y + 6 }}>
      {ghost.label}
    </div>
  );
}

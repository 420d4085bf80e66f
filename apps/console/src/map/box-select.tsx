import type L from 'leaflet';
import { useEffect, useEffectEvent, useState } from 'react';
import { useMapContext } from './map-context.js';
import classes from './map-drag.module.css';
import { sectorsInBox } from './sectors-in-box.js';
import type { SectorGeometry } from './sector-geometry.js';
import { toWorld } from './lat-lng.js';

export interface BoxSelectProps {
  geometry: SectorGeometry;
  /** True: every drag is a box, as a tool in hand; false: only a drag with Shift. */
  always: boolean;
  onSelect: (indexes: readonly number[], options: { additive: boolean }) => void;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A shaking hand makes a click of a few pixels, not a box. */
const SMALLEST_PIXELS = 5;

/** A box drawn over the map takes every sector whose middle lies in it. */
export function BoxSelect({ geometry, always, onSelect }: BoxSelectProps) {
  const { map } = useMapContext();
  const [box, setBox] = useState<Box | null>(null);
  const finish = useEffectEvent((from: L.Point, to: L.Point, additive: boolean) => {
    const worldOf = (point: L.Point) => {
      const { lng, lat } = map.containerPointToLatLng(point);
      return toWorld(lng, lat);
    };
    onSelect(sectorsInBox(geometry, worldOf(from), worldOf(to)), { additive });
  });

  useEffect(() => {
    const container = map.getContainer();
    let from: L.Point | null = null;
    let isBox = false;
    const boxTo = (to: L.Point, start: L.Point): Box => ({
      left: Math.min(start.x, to.x),
      top: Math.min(start.y, to.y),
      width: Math.abs(start.x - to.x),
      height: Math.abs(start.y - to.y),
    });
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || !(always || event.shiftKey)) return;
      from = map.mouseEventToContainerPoint(event);
      // Before Leaflet hears of it: this drag does not move the map.
      map.dragging.disable();
    };
    const move = (event: PointerEvent) => {
      if (from === null) return;
      const to = map.mouseEventToContainerPoint(event);
      isBox ||= from.distanceTo(to) > SMALLEST_PIXELS;
      if (isBox) setBox(boxTo(to, from));
    };
    const stop = () => {
      if (from === null) return;
      from = null;
      isBox = false;
      setBox(null);
      map.dragging.enable();
    };
    const up = (event: PointerEvent) => {
      if (from !== null && isBox) {
        finish(from, map.mouseEventToContainerPoint(event), event.shiftKey || event.ctrlKey || event.metaKey);
        swallowClick(container);
      }
      stop();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') stop();
    };
    // Leaflet's own box of Shift and drag zooms.
    map.boxZoom.disable();
    container.addEventListener('pointerdown', down, { capture: true });
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', stop);
    window.addEventListener('keydown', key);
    if (always) container.style.cursor = 'crosshair';
    return () => {
      stop();
      container.style.cursor = '';
      container.removeEventListener('pointerdown', down, { capture: true });
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', stop);
      window.removeEventListener('keydown', key);
    };
  }, [map, always]);

  return box === null ? null : <div className={classes.box} style={box} data-testid="select-box" />;
}

/** The end of a drag is a click too: it must not select what lies under it. */
export function swallowClick(container: HTMLElement): void {
  const swallow = (event: MouseEvent) => event.stopImmediatePropagation();
  container.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => container.removeEventListener('click', swallow, { capture: true }), 50);
}

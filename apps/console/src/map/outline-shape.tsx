import type { LonLat } from '@izdeu/contracts';
import { useEffect, useState } from 'react';
import { DrawingLayer } from './drawing-layer.js';
import { useMapContext } from './map-context.js';

/** A finished outline that is not a sector yet. `ring` is closed, as GeoJSON has it. */
export function OutlineLayer({ ring }: { ring: readonly LonLat[] }) {
  const { map, appearance } = useMapContext();
  const [layer] = useState(() => new DrawingLayer());
  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => layer.setShape(ring.slice(0, -1), null, appearance), [layer, ring, appearance]);
  return null;
}

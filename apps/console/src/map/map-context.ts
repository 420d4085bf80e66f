import type { LonLat } from '@izdeu/contracts';
import type L from 'leaflet';
import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import type { LabelLayer } from './label-layer.js';
import {
  CLICK_RANK,
  type ClickHandler,
  type MapObjects,
  type MapObjectSource,
  type ObjectKind,
} from './map-objects.js';
import type { MapAppearance } from './sector-style.js';

export interface LonLatBounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** What pages may do with the map without knowing Leaflet. */
export interface MapHandle {
  panTo: (position: LonLat, zoom?: number) => void;
  fitBounds: (bounds: LonLatBounds) => void;
  centre: () => LonLat;
  zoom: () => number;
  focus: () => void;
}

export interface MapContextValue {
  /** For components of this folder only. */
  map: L.Map;
  handle: MapHandle;
  appearance: MapAppearance;
  /** The map stands on a sheet of paper now: dark ink on white, whatever the screen wears. */
  printing: boolean;
  objects: MapObjects;
  labels: LabelLayer;
  /** Map pictures cover the outline now. */
  tilesShown: boolean;
}

export const MapContext = createContext<MapContextValue | null>(null);

export function useMapContext(): MapContextValue {
  const value = useContext(MapContext);
  if (!value) throw new Error('a map component stands outside of <MapView>');
  return value;
}

export function useMapClick(rank: keyof typeof CLICK_RANK, handle: ClickHandler, enabled = true): void {
  const { objects } = useMapContext();
  const clicked = useEffectEvent(handle);
  useEffect(() => {
    if (!enabled) return;
    return objects.onClick(CLICK_RANK[rank], (click) => clicked(click));
  }, [objects, rank, enabled]);
}

/** Offers one kind of things to the keyboard while it is mounted. Memoise the source. */
export function useMapObjects(kind: ObjectKind, source: MapObjectSource, enabled = true): void {
  const { objects } = useMapContext();
  useEffect(() => {
    if (!enabled) return;
    return objects.offer(kind, source);
  }, [objects, kind, source, enabled]);
}

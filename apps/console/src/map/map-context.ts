import type { LonLat } from '@izdeu/contracts';
import type L from 'leaflet';
import { createContext, useContext } from 'react';
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
}

export const MapContext = createContext<MapContextValue | null>(null);

export function useMapContext(): MapContextValue {
  const value = useContext(MapContext);
  if (!value) throw new Error('a map component stands outside of <MapView>');
  return value;
}

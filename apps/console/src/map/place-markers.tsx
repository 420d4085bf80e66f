import type L from 'leaflet';
import { useEffect, useEffectEvent, useState } from 'react';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import { PlaceMarkerLayer, type PlaceMarker } from './place-marker-layer.js';

export interface PlaceMarkersProps {
  /** Memoise it. */
  places: readonly PlaceMarker[];
  onPick?: (id: string) => void;
  /** A broken line from each to the next. */
  joined?: boolean;
}

/** Fixed places: planning points, a place about to be reported. */
export function PlaceMarkers({ places, onPick, joined = false }: PlaceMarkersProps) {
  const { map, appearance } = useMapContext();
  const [layer] = useState(() => new PlaceMarkerLayer());

  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => layer.setPlaces(places, appearance, joined), [layer, places, appearance, joined]);

  const pick = useEffectEvent((event: L.LeafletMouseEvent) => {
    const place = layer.placeAt(toLonLat(event.latlng));
    if (place) onPick?.(place.id);
  });
  useEffect(() => {
    const listener = (event: L.LeafletMouseEvent) => pick(event);
    map.on('click', listener);
    return () => void map.off('click', listener);
  }, [map]);
  return null;
}

import { useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '../i18n/use-t.js';
import { useMapClick, useMapContext, useMapObjects } from './map-context.js';
import { nearestOf, neighbourOf, type MapObjectSource } from './map-objects.js';
import { PlaceMarkerLayer, type PlaceMarker } from './place-marker-layer.js';
import { toWorld } from './world.js';

export interface PlaceMarkersProps {
  /** Memoise it. */
  places: readonly PlaceMarker[];
  onPick?: (id: string) => void;
  /** Marks that a tool is just making are not walked to by keyboard. */
  reachable?: boolean;
  /** A broken line from each to the next. */
  joined?: boolean;
}

const placeOf = ({ position }: PlaceMarker) => toWorld(...position);

/** Fixed places: planning points, a place about to be reported. */
export function PlaceMarkers({ places, onPick, reachable = true, joined = false }: PlaceMarkersProps) {
  const { map, appearance, labels } = useMapContext();
  const [layer] = useState(() => new PlaceMarkerLayer(labels));

  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => layer.setPlaces(places, appearance, joined), [layer, places, appearance, joined]);
  useMapClick(
    'point',
    ({ position }) => {
      const place = layer.placeAt(position);
      if (place) onPick?.(place.id);
      return place !== null;
    },
    onPick !== undefined,
  );
  usePlaceObjects(layer, places, onPick, reachable);
  return null;
}

function usePlaceObjects(
  layer: PlaceMarkerLayer,
  places: readonly PlaceMarker[],
  onPick: ((id: string) => void) | undefined,
  reachable: boolean,
): void {
  const t = useT();
  const latest = useRef(onPick);
  useEffect(() => {
    latest.current = onPick;
  });
  const source = useMemo((): MapObjectSource => {
    const of = (id: string) => places.find((place) => place.id === id);
    return {
      nearest: (position) => nearestOf(places, toWorld(...position), placeOf)?.id ?? null,
      neighbour: (id, direction) => {
        const from = of(id);
        return from ? neighbourOf(places, from, direction, placeOf).id : id;
      },
      has: (id) => of(id) !== undefined,
      focus: (id) => layer.setFocused(id),
      describe: (id) => t('map.object.point', { label: of(id)?.label ?? '' }),
      select: (id) => latest.current?.(id),
    };
  }, [layer, places, t]);
  useMapObjects('point', source, reachable && places.length > 0);
}

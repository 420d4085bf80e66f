import type { LonLat } from '@izdeu/contracts';
import type L from 'leaflet';
import { useEffect, useEffectEvent, useState } from 'react';
import { formatAge } from '../i18n/age.js';
import { useT } from '../i18n/use-t.js';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import { MarkerDrag } from './marker-drag.js';
import { TeamMarkerLayer, type TeamMarker } from './team-marker-layer.js';

export interface TeamMarkersProps {
  teams?: readonly TeamMarker[];
  /** Instead of `teams`: draws what it is given whenever it comes, past React. Keep its identity. */
  follow?: (draw: (teams: Iterable<TeamMarker>) => void) => () => void;
  onPick?: (id: string) => void;
  /** Given, a marker can be dragged onto a place. */
  onDrop?: ((id: string, position: LonLat) => void) | undefined;
}

/** Ages are redrawn this often even when nothing arrives: silence must be visible too. */
const AGE_TICK_MILLISECONDS = 5_000;

export function TeamMarkers({ teams, follow, onPick, onDrop }: TeamMarkersProps) {
  const t = useT();
  const { map, appearance } = useMapContext();
  const [layer] = useState(() => new TeamMarkerLayer());

  useEffect(() => {
    layer.addTo(map);
    const tick = setInterval(() => layer.setNow(Date.now()), AGE_TICK_MILLISECONDS);
    return () => {
      clearInterval(tick);
      layer.remove();
    };
  }, [layer, map]);
  useEffect(() => {
    const draw = (markers: Iterable<TeamMarker>) => {
      layer.setMarkers(markers);
      layer.setNow(Date.now());
    };
    if (teams) draw(teams);
    return follow?.(draw);
  }, [layer, teams, follow]);
  useEffect(() => layer.setLook(appearance, (age) => formatAge(age, t)), [layer, appearance, t]);

  const pick = useEffectEvent((event: L.LeafletMouseEvent) => {
    const marker = layer.markerAt(toLonLat(event.latlng));
    if (marker) onPick?.(marker.id);
  });
  useEffect(() => {
    const listener = (event: L.LeafletMouseEvent) => pick(event);
    map.on('click', listener);
    return () => void map.off('click', listener);
  }, [map]);
  return onDrop ? <MarkerDrag layer={layer} onDrop={onDrop} /> : null;
}

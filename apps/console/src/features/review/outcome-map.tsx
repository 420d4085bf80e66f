import { getIncident, type LonLat } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { callRoute } from '../../app/http/call-route.js';
import { useT } from '../../i18n/use-t.js';
import { useMapContext } from '../../map/map-context.js';
import { MapView } from '../../map/map-view.js';
import { PlaceLayer, type Place } from './place-layer.js';

export interface OutcomeMapProps {
  name: string;
  place: LonLat;
  incidentId: string | null;
}

/** Where it ended and, when a search led there, where it began. */
export function OutcomeMap({ name, place, incidentId }: OutcomeMapProps) {
  const t = useT();
  const incident = useQuery({
    queryKey: ['incident', incidentId],
    queryFn: ({ signal }) => callRoute(getIncident, { params: { id: incidentId ?? '' } }, signal),
    enabled: incidentId !== null,
    staleTime: Infinity,
  });
  const start = incident.data?.initialPlanningPoint.coordinates;
  const places = useMemo(
    (): readonly Place[] => [
      ...(start ? [{ label: 'IPP', position: start, sign: 'cross' } as const] : []),
      { label: '', position: place, sign: 'disc' },
    ],
    [start, place],
  );
  return (
    <MapView label={t('review.placeOf', { name })} centre={place} zoom={12}>
      <Places places={places} />
    </MapView>
  );
}

function Places({ places }: { places: readonly Place[] }) {
  const { map, handle, appearance } = useMapContext();
  const [layer] = useState(() => new PlaceLayer());
  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => layer.show(places, appearance), [layer, places, appearance]);
  useEffect(() => {
    if (places.length < 2) return;
    const lons = places.map(({ position }) => position[0]);
    const lats = places.map(({ position }) => position[1]);
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    handle.fitBounds({ west, east, south, north });
  }, [places, handle]);
  return null;
}

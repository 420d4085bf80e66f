import { getIncident, type LonLat } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { callRoute } from '../../app/http/call-route.js';
import { useT } from '../../i18n/use-t.js';
import { useMapContext } from '../../map/map-context.js';
import type { PlaceMarker } from '../../map/place-marker-layer.js';
import { PlaceMarkers } from '../../map/place-markers.js';
import { MapView } from '../../map/map-view.js';

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
    (): readonly PlaceMarker[] => [
      ...(start ? [{ id: 'start', label: 'IPP', position: start, symbol: 'ipp' } as const] : []),
      { id: 'end', label: '', position: place, symbol: 'find' },
    ],
    [start, place],
  );
  return (
    <MapView label={t('review.placeOf', { name })} centre={place} zoom={12}>
      <PlaceMarkers places={places} joined />
      <FitTo places={places} />
    </MapView>
  );
}

function FitTo({ places }: { places: readonly PlaceMarker[] }) {
  const { handle } = useMapContext();
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

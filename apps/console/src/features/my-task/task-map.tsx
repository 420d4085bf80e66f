import type { LonLat } from '@izdeu/contracts';
import { useMemo } from 'react';
import { useT } from '../../i18n/use-t.js';
import { MapView } from '../../map/map-view.js';
import type { LiveMarker } from '../../map/live-marker.js';
import type { MapHandle } from '../../map/map-context.js';
import { buildSectorGeometry } from '../../map/sector-geometry.js';
import { SectorLayer } from '../../map/sector-layer.js';
import { TeamMarkers } from '../../map/team-markers.js';
import { ZoomButtons } from '../../map/zoom-buttons.js';
import type { Reading } from './fix-filter.js';
import { outerRings, type SectorShape } from './sector-shape.js';

export interface TaskMapProps {
  label: string;
  shape: SectorShape;
  reading: Reading | null;
}

/** The sector and me. Opens on the sector; a new sector is a new map (give it a key). */
export function TaskMap({ label, shape, reading }: TaskMapProps) {
  const t = useT();
  const rings = useMemo(() => outerRings(shape), [shape]);
  const geometry = useMemo(() => buildSectorGeometry(rings.map((ring) => ({ label, ring }))), [rings, label]);
  const statuses = useMemo(() => rings.map(() => ({ state: 'assigned', pod: 0 }) as const), [rings]);
  const me = useMemo(() => (reading ? [markerOf(reading, t('task.me'))] : []), [reading, t]);
  return (
    <MapView
      label={t('task.map', { label })}
      zoom={14}
      onReady={(handle) => showAll(handle, [...rings.flat(), ...(reading ? [reading.position] : [])])}
    >
      <SectorLayer geometry={geometry} statuses={statuses} interactive={false} />
      <TeamMarkers teams={me} />
      <ZoomButtons />
    </MapView>
  );
}

const markerOf = (reading: Reading, label: string): LiveMarker => ({
  id: 'me',
  kind: 'person',
  teamId: null,
  label,
  position: reading.position,
  accuracyMetres: reading.accuracyMetres,
  headingDegrees: reading.headingDegrees ?? undefined,
  at: reading.at,
  own: true,
});

function showAll(handle: MapHandle, positions: readonly LonLat[]): void {
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  handle.fitBounds({
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  });
}

import type { LonLat } from '@izdeu/contracts';
import type L from 'leaflet';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/use-t.js';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';

export interface CoordinateReadoutProps {
  /** A second notation under the degrees, such as `formatMgrs` of the domain library; null where it has none. */
  format?: (position: LonLat) => string | null;
}

const degrees = ([lon, lat]: LonLat): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

/** Coordinates under the cursor; on a touch screen, of the map's centre. */
export function CoordinateReadout({ format }: CoordinateReadoutProps) {
  const t = useT();
  const { map } = useMapContext();
  const [shown, setShown] = useState(() => ({ position: toLonLat(map.getCenter()), pointer: false }));

  useEffect(() => {
    const point = (event: L.LeafletMouseEvent) =>
      setShown({ position: toLonLat(event.latlng), pointer: true });
    const centre = () => setShown({ position: toLonLat(map.getCenter()), pointer: false });
    map.on('mousemove', point).on('mouseout moveend', centre);
    return () => void map.off('mousemove', point).off('mouseout moveend', centre);
  }, [map]);

  const second = format?.(shown.position);
  return (
    <output
      className={classes.readout}
      aria-live="off"
      aria-label={t(shown.pointer ? 'map.coordinates' : 'map.coordinates.centre')}
    >
      {degrees(shown.position)}
      {second ? (
        <>
          <br />
          {second}
        </>
      ) : null}
    </output>
  );
}

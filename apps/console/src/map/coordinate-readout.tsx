import type { LonLat } from '@izdeu/contracts';
import { formatDecimalDegrees, formatDegreesMinutes, formatMgrs } from '@izdeu/domain';
import type L from 'leaflet';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/use-t.js';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';

/** Coordinates under the cursor; on a touch screen and by keyboard, of the map's centre. */
export function CoordinateReadout() {
  const t = useT();
  const { map } = useMapContext();
  const [shown, setShown] = useState(() => ({ position: toLonLat(map.getCenter()), pointer: false }));

  useEffect(() => {
    const point = ({ latlng, originalEvent }: L.LeafletMouseEvent) => {
      // A tap is told as a movement of the mouse, but no cursor stays there.
      if (originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch') return;
      setShown({ position: toLonLat(latlng), pointer: true });
    };
    const centre = () => setShown({ position: toLonLat(map.getCenter()), pointer: false });
    map.on('mousemove', point).on('mouseout moveend', centre);
    return () => void map.off('mousemove', point).off('mouseout moveend', centre);
  }, [map]);

  return (
    <>
      {shown.pointer ? null : <span className={classes.centreMark} aria-hidden />}
      <output
        className={classes.readout}
        aria-live="off"
        aria-label={t(shown.pointer ? 'map.coordinates' : 'map.coordinates.centre')}
      >
        <Notations position={shown.position} />
      </output>
    </>
  );
}

/** The three notations that a search uses: on the radio, in aircraft, in web maps. */
export function Notations({ position }: { position: LonLat }) {
  const mgrs = formatMgrs(position);
  return (
    <>
      {mgrs ? <b data-testid="mgrs">{mgrs}</b> : null}
      <span data-testid="degrees">{formatDecimalDegrees(position)}</span>
      <span data-testid="minutes">{formatDegreesMinutes(position)}</span>
    </>
  );
}

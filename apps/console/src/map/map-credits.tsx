import L from 'leaflet';
import { useEffect } from 'react';
import { useT } from '../i18n/use-t.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';

/** The sign of north on maps, whatever language the page is in. */
const NORTH = 'N';

/** Scale bar and the names of those whose map it is, as their licences ask. */
export function MapCredits() {
  const t = useT();
  const { map } = useMapContext();
  useEffect(() => {
    const scale = L.control.scale({ imperial: false, maxWidth: 140, position: 'bottomleft' }).addTo(map);
    const credits = L.control.attribution({ prefix: false, position: 'bottomright' }).addTo(map);
    credits.addAttribution(t('map.base.attribution'));
    map.eachLayer((layer) => {
      const text = layer.getAttribution?.();
      if (text) credits.addAttribution(text);
    });
    return () => {
      scale.remove();
      credits.remove();
    };
  }, [map, t]);
  return (
    <span className={classes.north} role="img" aria-label={t('map.north')} title={t('map.north')}>
      <svg width="16" height="22" viewBox="0 0 16 22" aria-hidden>
        <path d="M8 1 14 14 8 11 2 14Z" fill="currentColor" />
        <text x="8" y="21.5" fontSize="8" fontWeight="700" textAnchor="middle" fill="currentColor">
          {NORTH}
        </text>
      </svg>
    </span>
  );
}

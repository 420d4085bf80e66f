import L from 'leaflet';
import { useEffect } from 'react';
import { useT } from '../i18n/use-t.js';
import { useMapContext } from './map-context.js';

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
  return null;
}

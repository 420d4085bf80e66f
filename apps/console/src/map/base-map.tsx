import { useEffect, useState } from 'react';
import { useLocaleStore } from '../i18n/locale.js';
import { BaseMapLayer } from './base-map-layer.js';
import { useMapContext } from './map-context.js';

/** The offline base, always there: online pictures only cover it. */
export function BaseMap() {
  const { map, appearance } = useMapContext();
  const locale = useLocaleStore((store) => store.locale);
  const [layer] = useState(() => new BaseMapLayer());

  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => layer.setLook(appearance, locale), [layer, appearance, locale]);
  return null;
}

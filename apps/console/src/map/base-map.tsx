import { useEffect, useState } from 'react';
import { useLocaleStore } from '../i18n/locale.js';
import { BaseMapLayer } from './base-map-layer.js';
import { GridLinesLayer } from './grid-lines-layer.js';
import { useMapContext } from './map-context.js';
import { useMapLayers } from './map-layers-store.js';

/** The offline base, always there: online pictures only cover it. The grid lies above both. */
export function BaseMap() {
  const { map, appearance, printing, labels, tilesShown } = useMapContext();
  const locale = useLocaleStore((store) => store.locale);
  const { settlements, grid } = useMapLayers((store) => store.layers);
  const [base] = useState(() => new BaseMapLayer(labels));
  const [lines] = useState(() => new GridLinesLayer());
  const look = printing ? 'paper' : appearance;

  useEffect(() => {
    base.addTo(map);
    lines.addTo(map);
    return () => {
      lines.remove();
      base.remove();
    };
  }, [base, lines, map]);
  // Map pictures have names of their own.
  const withSettlements = settlements && !tilesShown;
  useEffect(() => base.setLook(look, locale, withSettlements), [base, look, locale, withSettlements]);
  useEffect(() => lines.setLook(look, grid), [lines, look, grid]);
  return null;
}

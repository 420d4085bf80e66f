import L from 'leaflet';
import { useEffect, useState } from 'react';
import { useMapLayers } from './map-layers-store.js';
import { tileSettings } from './tile-settings.js';

/** none: not set up, which is normal. failing: set up, but pictures do not arrive. */
export type TileState = 'none' | 'shown' | 'failing';

/** One lost picture is a hiccup; this many in a row without a success are an outage. */
const FAILURES_TO_TELL = 4;

/** Puts the tile layer on the map when one is set, and says how it fares. */
export function useTiles(map: L.Map | null): TileState {
  const [state, setState] = useState<TileState>('none');
  const wanted = useMapLayers((store) => store.layers.tiles);

  useEffect(() => {
    if (!map || !wanted) return;
    let layer: L.TileLayer | null = null;
    let gone = false;
    void tileSettings().then(({ tileUrl, tileAttribution }) => {
      if (gone || !tileUrl) return;
      let failures = 0;
      layer = L.tileLayer(tileUrl, { attribution: tileAttribution ?? '', maxZoom: 19 });
      layer.on('tileerror', () => {
        failures += 1;
        if (failures >= FAILURES_TO_TELL) setState('failing');
      });
      layer.on('tileload', () => {
        failures = 0;
        setState('shown');
      });
      layer.addTo(map);
    });
    return () => {
      gone = true;
      layer?.remove();
      setState('none');
    };
  }, [map, wanted]);

  return state;
}

import type { LonLat } from '@izdeu/contracts';
import type L from 'leaflet';
import { useEffect, useEffectEvent, useState } from 'react';
import { useT } from '../i18n/use-t.js';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import { SectorCanvasLayer } from './sector-canvas-layer.js';
import type { SectorGeometry } from './sector-geometry.js';
import { SECTOR_STATES, type SectorStatus } from './sector-style.js';
import { useSectorKeyboard } from './use-sector-keyboard.js';

export interface SectorLayerProps {
  /** Memoise it: a new object rebuilds the layer's index. */
  geometry: SectorGeometry;
  /** Status by sector index; only the indexes whose style changed are repainted. */
  statuses: readonly SectorStatus[];
  selected?: readonly number[];
  onSelect?: (index: number, options: { additive: boolean }) => void;
  /** Sectors passed by the arrows with Shift held: they join the selection. */
  onExtend?: (indexes: readonly number[]) => void;
  onHover?: (index: number | null) => void;
  /** A click on open ground. */
  onMiss?: (position: LonLat) => void;
  /** False while a drawing tool owns the clicks. */
  interactive?: boolean;
}

/** Binds the sectors' canvas to React: properties in, selections out, nothing rendered. */
export function SectorLayer(props: SectorLayerProps) {
  const { geometry, statuses, selected, interactive = true } = props;
  const t = useT();
  const { map, appearance } = useMapContext();
  const [layer] = useState(() => new SectorCanvasLayer());

  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => layer.setGeometry(geometry), [layer, geometry]);
  useEffect(() => {
    statuses.forEach(({ state, pod }, index) => layer.setStatus(index, state, pod));
  }, [layer, geometry, statuses]);
  useEffect(() => layer.setSelected(selected ?? []), [layer, selected]);
  useEffect(() => layer.setAppearance(appearance), [layer, appearance]);
  useEffect(
    () =>
      layer.setStateTexts(
        Object.fromEntries(SECTOR_STATES.map((state) => [state, t(`sector.state.${state}`)])),
      ),
    [layer, t],
  );

  useSectorPointer(layer, interactive, props);
  return useSectorKeyboard({
    layer,
    map,
    geometry,
    statuses,
    enabled: interactive,
    onSelect: props.onSelect,
    onExtend: props.onExtend,
  });
}

function useSectorPointer(layer: SectorCanvasLayer, interactive: boolean, props: SectorLayerProps): void {
  const { map } = useMapContext();
  const click = useEffectEvent((event: L.LeafletMouseEvent) => {
    const position = toLonLat(event.latlng);
    const index = layer.sectorAt(position);
    const { ctrlKey, metaKey, shiftKey } = event.originalEvent;
    if (index === null) props.onMiss?.(position);
    else props.onSelect?.(index, { additive: ctrlKey || metaKey || shiftKey });
  });
  const hover = useEffectEvent((event: L.LeafletMouseEvent | null) => {
    const index = event ? layer.sectorAt(toLonLat(event.latlng)) : null;
    layer.setHovered(index);
    props.onHover?.(index);
  });

  useEffect(() => {
    if (!interactive) return;
    const onClick = (event: L.LeafletMouseEvent) => click(event);
    const onMove = (event: L.LeafletMouseEvent) => hover(event);
    const onOut = () => hover(null);
    map.on('click', onClick).on('mousemove', onMove).on('mouseout', onOut);
    return () => {
      map.off('click', onClick).off('mousemove', onMove).off('mouseout', onOut);
    };
  }, [map, interactive]);
}

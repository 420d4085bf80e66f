import type { LonLat } from '@izdeu/contracts';
import type L from 'leaflet';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useT, type Translate } from '../i18n/use-t.js';
import { toLonLat } from './lat-lng.js';
import { useMapClick, useMapContext, useMapObjects } from './map-context.js';
import { useMapLayers } from './map-layers-store.js';
import type { MapObjectSource, SelectOptions } from './map-objects.js';
import { SectorCanvasLayer } from './sector-canvas-layer.js';
import type { SectorGeometry } from './sector-geometry.js';
import { SECTOR_STATES, type SectorStatus } from './sector-style.js';

export interface SectorLayerProps {
  /** Memoise it: a new object rebuilds the layer's index. */
  geometry: SectorGeometry;
  /** Status by sector index; only the indexes whose style changed are repainted. */
  statuses: readonly SectorStatus[];
  selected?: readonly number[];
  onSelect?: (index: number, options: SelectOptions) => void;
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
  const { geometry, statuses, selected } = props;
  const t = useT();
  const { map, appearance, labels } = useMapContext();
  const layers = useMapLayers((store) => store.layers);
  const interactive = (props.interactive ?? true) && layers.sectors;
  const [layer] = useState(() => new SectorCanvasLayer(labels));

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
  useEffect(() => {
    layer.setParts({
      labels: layers.sectorLabels,
      coverage: layers.coverage,
      shown: layers.sectors,
      opacity: layers.sectorOpacity,
    });
  }, [layer, layers.sectorLabels, layers.coverage, layers.sectors, layers.sectorOpacity]);
  useEffect(
    () =>
      layer.setStateTexts(
        Object.fromEntries(SECTOR_STATES.map((state) => [state, t(`sector.state.${state}`)])),
      ),
    [layer, t],
  );

  useSectorPointer(layer, interactive, props);
  useSectorObjects(layer, interactive, props);
  return null;
}

function useSectorPointer(layer: SectorCanvasLayer, interactive: boolean, props: SectorLayerProps): void {
  const { map } = useMapContext();
  useMapClick(
    'sector',
    ({ position, options }) => {
      const index = layer.sectorAt(position);
      if (index === null) props.onMiss?.(position);
      else props.onSelect?.(index, options);
      return true;
    },
    interactive,
  );
  const hover = useEffectEvent((event: L.LeafletMouseEvent | null) => {
    const index = event ? layer.sectorAt(toLonLat(event.latlng)) : null;
    layer.setHovered(index);
    props.onHover?.(index);
  });

  useEffect(() => {
    if (!interactive) return;
    const onMove = (event: L.LeafletMouseEvent) => hover(event);
    const onOut = () => hover(null);
    map.on('mousemove', onMove).on('mouseout', onOut);
    return () => {
      map.off('mousemove', onMove).off('mouseout', onOut);
    };
  }, [map, interactive]);
}

/** Sectors for the keyboard; an index means nothing among other sectors, so a source dies with its geometry. */
function useSectorObjects(layer: SectorCanvasLayer, interactive: boolean, props: SectorLayerProps): void {
  const t = useT();
  const { geometry } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const source = useMemo(
    (): MapObjectSource => ({
      nearest: (position) => textOf(layer.nearestTo(position)),
      neighbour: (id, direction) => String(layer.neighbour(Number(id), direction)),
      has: (id) => Number(id) < geometry.count && latest.current.geometry === geometry,
      focus: (id) => layer.focusSector(id === null ? null : Number(id)),
      describe: (id) =>
        announcement(t, geometry.labels[Number(id)] ?? '', latest.current.statuses[Number(id)]),
      select: (id, options) => latest.current.onSelect?.(Number(id), options),
      extend: (from, to) => latest.current.onExtend?.([Number(from), Number(to)]),
    }),
    [layer, geometry, t],
  );
  useMapObjects('sector', source, interactive);
}

const textOf = (index: number | null): string | null => (index === null ? null : String(index));

function announcement(t: Translate, label: string, status: SectorStatus | undefined): string {
  const state = t(`sector.state.${status?.state ?? 'unsearched'}`);
  const percent = Math.round((status?.pod ?? 0) * 100);
  return percent > 0
    ? t('sector.announcePod', { label, state, percent })
    : t('sector.announce', { label, state });
}

import 'leaflet/dist/leaflet.css';
import type { LonLat } from '@izdeu/contracts';
import L from 'leaflet';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import { BaseMap } from './base-map.js';
import { LabelLayer } from './label-layer.js';
import { toLatLng, toLonLat } from './lat-lng.js';
import { useMapAppearance } from './map-appearance.js';
import { MapContext, type MapHandle } from './map-context.js';
import { MapCredits } from './map-credits.js';
import { MapObjects } from './map-objects.js';
import classes from './map-view.module.css';
import { ObjectKeyboard } from './object-keyboard.js';
import { usePrinting } from './use-printing.js';
import { useTiles } from './use-tiles.js';

export interface MapViewProps {
  /** Where the map opens; changes later are ignored, use the handle. Default: the whole region. */
  centre?: LonLat;
  zoom?: number;
  /** Names the map for screen readers; default "Map of the search". */
  label?: string;
  /** Called once when the map can be moved. */
  onReady?: (handle: MapHandle) => void;
  /** Layers, tools and controls: they find the map through context. */
  children?: ReactNode;
}

const REGION: LonLat = [64.3, 52.2];
/** Order of drawing from the ground up. */
const PANES = {
  base: 150,
  grid: 405,
  sectors: 410,
  labels: 415,
  shapes: 420,
  trails: 600,
  teams: 610,
  drawing: 630,
} as const;

function createMap(container: HTMLElement, centre: LonLat, zoom: number): L.Map {
  const map = L.map(container, {
    center: toLatLng(centre),
    zoom,
    minZoom: 5,
    maxZoom: 19,
    zoomControl: false,
    attributionControl: false,
    doubleClickZoom: true,
  });
  for (const [name, zIndex] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(zIndex);
  return map;
}

function handleOf(map: L.Map): MapHandle {
  return {
    panTo: (position, zoom) => void map.setView(toLatLng(position), zoom ?? map.getZoom()),
    fitBounds: ({ west, south, east, north }) =>
      void map.fitBounds(
        [
          [south, west],
          [north, east],
        ],
        { padding: [24, 24], maxZoom: 16 },
      ),
    centre: () => toLonLat(map.getCenter()),
    zoom: () => map.getZoom(),
    focus: () => map.getContainer().focus(),
  };
}

/** A click goes to one thing: the mark on top, or the sector below it, never to both. */
function passClicks(map: L.Map, objects: MapObjects): void {
  map.on('click', ({ latlng, containerPoint, originalEvent }: L.LeafletMouseEvent) => {
    const { ctrlKey, metaKey, shiftKey } = originalEvent;
    objects.click({
      position: toLonLat(latlng),
      pixel: { x: containerPoint.x, y: containerPoint.y },
      options: { additive: ctrlKey || metaKey || shiftKey, range: shiftKey },
    });
  });
}

interface MadeMap {
  map: L.Map;
  handle: MapHandle;
  objects: MapObjects;
  labels: LabelLayer;
}

function makeMap(container: HTMLElement, centre: LonLat, zoom: number): MadeMap {
  const map = createMap(container, centre, zoom);
  const objects = new MapObjects();
  passClicks(map, objects);
  return { map, handle: handleOf(map), objects, labels: new LabelLayer().addTo(map) };
}

/** One Leaflet map, made once and never by React again: children add layers to it and take them away. */
export function MapView({ centre = REGION, zoom = 7, label, onReady, children }: MapViewProps) {
  const t = useT();
  const container = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<MadeMap | null>(null);
  const printing = usePrinting(made?.map ?? null);
  const screen = useMapAppearance();
  const appearance = printing ? 'day' : screen;
  const start = useRef({ centre, zoom });
  const ready = useRef(onReady);
  const tiles = useTiles(made?.map ?? null);

  useEffect(() => {
    if (!container.current) return;
    const now = makeMap(container.current, start.current.centre, start.current.zoom);
    // Side panels open and close: the map must learn its new size, a window event does not tell.
    const sizes = new ResizeObserver(() => now.map.invalidateSize({ pan: false }));
    sizes.observe(now.map.getContainer());
    setMade(now);
    ready.current?.(now.handle);
    return () => {
      sizes.disconnect();
      setMade(null);
      now.map.remove();
    };
  }, []);

  const tilesShown = tiles === 'shown';
  const value = useMemo(
    () => (made ? { ...made, appearance, printing, tilesShown } : null),
    [made, appearance, printing, tilesShown],
  );
  return (
    <div className={classes.frame} data-map-frame>
      <div
        ref={container}
        className={classes.map}
        role="application"
        tabIndex={0}
        aria-label={label ?? t('map.label')}
        aria-description={t('map.help')}
      />
      {value ? (
        <MapContext value={value}>
          <BaseMap />
          {children}
          <ObjectKeyboard />
          <MapCredits />
        </MapContext>
      ) : null}
      {tiles === 'failing' ? (
        <p role="status" className={classes.notice}>
          {t('map.base.tilesFailed')}
        </p>
      ) : null}
    </div>
  );
}

// The page of the `map` bench: the same sectors through the product's canvas layer, or as plain Leaflet polygons.
import L from 'leaflet';
import { SectorCanvasLayer } from '../../../apps/console/src/map/sector-canvas-layer.js';
import { buildSectorGeometry, type SectorOutline } from '../../../apps/console/src/map/sector-geometry.js';

/** Runs what waits for the next frame; set up before Leaflet is loaded. */
declare const runFrames: () => void;

const STATES = ['unsearched', 'assigned', 'searching', 'searched'] as const;
const COLOURS = ['#888888', '#2255cc', '#cc7722', '#229944'];
const [WEST, SOUTH, WIDTH, HEIGHT] = [63.1, 52.9, 0.0015, 0.0009];

const outlinesOf = (side: number): SectorOutline[] =>
  Array.from({ length: side * side }, (_, index) => {
    const west = WEST + (index % side) * WIDTH;
    const south = SOUTH + Math.floor(index / side) * HEIGHT;
    return {
      label: `A${index}`,
      ring: [
        [west, south],
        [west + WIDTH, south],
        [west + WIDTH, south + HEIGHT],
        [west, south + HEIGHT],
      ],
    };
  });

/** Milliseconds of the main thread until the pixels are there: script, waiting frames, and the raster. */
const timed = async (work: () => void): Promise<number> => {
  const started = performance.now();
  work();
  await Promise.resolve();
  runFrames();
  for (const canvas of document.querySelectorAll('canvas')) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
  return performance.now() - started;
};

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

const measure = async (kind: 'ours' | 'plain', side: number) => {
  const outlines = outlinesOf(side);
  const centre: L.LatLngTuple = [SOUTH + (side / 2) * HEIGHT, WEST + (side / 2) * WIDTH];
  const zoom = side > 100 ? 11 : 12;
  const map = L.map('map', { preferCanvas: kind === 'plain', zoomAnimation: false, fadeAnimation: false });
  map.setView(centre, zoom);
  map.createPane('sectors');
  runFrames();
  await settle();

  let update: (index: number, state: number) => void;
  const add = await timed(() => {
    if (kind === 'ours') {
      const layer = new SectorCanvasLayer();
      layer.addTo(map);
      layer.setGeometry(buildSectorGeometry(outlines));
      outlines.forEach((_, index) => layer.setStatus(index, STATES[index % 4] ?? 'unsearched'));
      update = (index, state) => layer.setStatus(index, STATES[state] ?? 'unsearched');
      return;
    }
    const polygons = outlines.map(({ ring }, index) =>
      L.polygon(
        ring.map(([lon, lat]) => [lat, lon] as L.LatLngTuple),
        { color: COLOURS[index % 4], weight: 1, fillOpacity: 0.4 },
      ),
    );
    L.layerGroup(polygons).addTo(map);
    update = (index, state) => polygons[index]?.setStyle({ color: COLOURS[state] });
  });
  const zooms: number[] = [];
  for (const to of [zoom + 1, zoom, zoom + 1, zoom, zoom + 1, zoom]) {
    await settle();
    zooms.push(await timed(() => map.setZoom(to, { animate: false })));
  }
  const updates: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    await settle();
    const index = Math.floor((side * side) / 2) + round * 3 + side / 2;
    updates.push(await timed(() => update(index, (index + 1) % 4)));
  }
  return { add, zooms, updates };
};

Object.assign(window, { measure });

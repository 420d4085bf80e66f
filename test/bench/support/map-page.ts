// The page of the `map` bench: the same sectors through the product's canvas layer, or as plain Leaflet polygons.
import L from 'leaflet';
import type { LiveMarker } from '../../../apps/console/src/map/live-marker.js';
import { TrailBook } from '../../../apps/console/src/map/marker-trails.js';
import { LabelLayer } from '../../../apps/console/src/map/label-layer.js';
import { SectorCanvasLayer } from '../../../apps/console/src/map/sector-canvas-layer.js';
import { buildSectorGeometry, type SectorOutline } from '../../../apps/console/src/map/sector-geometry.js';

import { TeamMarkerLayer } from '../../../apps/console/src/map/team-marker-layer.js';
import { TrailLayer } from '../../../apps/console/src/map/trail-layer.js';

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

const PEOPLE = 300;
const TEAMS = 60;
/** The gateway gathers positions into frames of a quarter of a second. */
const FRAMES_A_SECOND = 4;

/** Where everybody is after some seconds: a walk along the sectors, each at a pace and in a direction of their own. */
const walkers = (seconds: number, side: number, now: number): LiveMarker[] =>
  Array.from({ length: PEOPLE }, (_, index) => ({
    id: `p${index}`,
    kind: index < TEAMS ? 'team' : 'person',
    teamId: `t${index % TEAMS}`,
    label: index < TEAMS ? `Team-${index}` : `Person ${index}`,
    position: [
      WEST + WIDTH * side * (((index * 37) % 101) / 101) + seconds * 1e-5 * Math.cos(index),
      SOUTH + HEIGHT * side * (((index * 53) % 97) / 97) + seconds * 1e-5 * Math.sin(index),
    ],
    accuracyMetres: 8,
    headingDegrees: (index * 17) % 360,
    // Every tenth has fallen silent.
    at: index % 10 === 9 ? now - 300_000 : now,
  }));

/** Marks as the product draws them, with trails and names; or as plain circle markers with permanent tooltips. */
const liveMarks = (kind: 'ours' | 'plain', map: L.Map, labels: LabelLayer | null) => {
  if (kind === 'ours' && labels) {
    const layer = new TeamMarkerLayer();
    const trails = new TrailLayer(new TrailBook()).addTo(map);
    layer.tellNames((boxes, view) => labels.setObstacles(boxes, view));
    layer.setLook('day', (age) => `${Math.round(age / 1000)} s`);
    layer.setSelectedTeam('t3');
    layer.addTo(map);
    return (marks: LiveMarker[]) => {
      layer.setMarkers(marks);
      layer.setNow(Date.now());
      trails.take(layer.all(), Date.now());
    };
  }
  const marks = new Map<string, L.CircleMarker>();
  return (now: LiveMarker[]) => {
    for (const { id, label, position } of now) {
      const place: L.LatLngTuple = [position[1], position[0]];
      const known = marks.get(id);
      if (known) known.setLatLng(place);
      else
        marks.set(
          id,
          L.circleMarker(place, { radius: 7 }).bindTooltip(label, { permanent: true }).addTo(map),
        );
    }
  };
};

const addSectors = (kind: 'ours' | 'plain', map: L.Map, side: number): LabelLayer | null => {
  const outlines = outlinesOf(side);
  if (kind === 'plain') {
    L.layerGroup(
      outlines.map(({ ring }, index) =>
        L.polygon(
          ring.map(([lon, lat]) => [lat, lon] as L.LatLngTuple),
          { color: COLOURS[index % 4], weight: 1, fillOpacity: 0.4 },
        ),
      ),
    ).addTo(map);
    return null;
  }
  const labels = new LabelLayer().addTo(map);
  const layer = new SectorCanvasLayer(labels).addTo(map);
  layer.setGeometry(buildSectorGeometry(outlines));
  outlines.forEach((_, index) => layer.setStatus(index, STATES[index % 4] ?? 'unsearched'));
  return labels;
};

/** Frames of a real screen while 300 people walk: a quarter of them moves four times a second. */
const live = async (kind: 'ours' | 'plain', side: number, zoom: number, seconds: number) => {
  const map = L.map('map', { preferCanvas: kind === 'plain', zoomAnimation: false });
  map.setView([SOUTH + (side / 2) * HEIGHT, WEST + (side / 2) * WIDTH], zoom);
  for (const pane of ['sectors', 'labels', 'trails', 'teams']) map.createPane(pane);
  const show = liveMarks(kind, map, addSectors(kind, map, side));
  let marks = walkers(0, side, Date.now());
  show(marks);
  await settle();

  const frames: number[] = [];
  const updates: number[] = [];
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const started = performance.now();
  let isRunning = true;
  const frame = (at: number) => {
    frames.push(at);
    if (isRunning) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  for (let step = 1; step <= seconds * FRAMES_A_SECOND; step += 1) {
    const due = started + (step * 1000) / FRAMES_A_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const next = walkers(step / FRAMES_A_SECOND, side, Date.now());
    marks = marks.map((mark, index) =>
      index % FRAMES_A_SECOND === step % FRAMES_A_SECOND ? (next[index] ?? mark) : mark,
    );
    const before = performance.now();
    show(marks);
    updates.push(performance.now() - before);
    // A slow hand drags the map meanwhile.
    if (step % 8 === 0) map.panBy([step % 16 === 0 ? 60 : -60, 0], { animate: true, duration: 0.4 });
  }
  isRunning = false;
  await settle();
  observer.disconnect();
  const elapsed = (performance.now() - started) / 1000;
  return { framesASecond: frames.length / elapsed, longest, updates };
};

Object.assign(window, { measure, live });

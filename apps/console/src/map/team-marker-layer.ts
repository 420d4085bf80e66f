import type { LonLat } from '@izdeu/contracts';
import { BoxIndex, offsetsAround, placeLabels, type Box, type LabelRequest } from './label-placement.js';
import { isStale, labelPriority, standsAlone, type LiveMarker } from './live-marker.js';
import { clusterPoints } from './marker-clusters.js';
import { MARKER_PALETTES, type MarkerPalette } from './marker-palette.js';
import {
  clusterRadius,
  NAME_FONT,
  paintAccuracy,
  paintCluster,
  paintMark,
  paintName,
  radiusOf,
} from './marker-painter.js';
import type { MapAppearance } from './sector-style.js';
import { toWorld } from './world.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** Closer than this everybody is drawn, further out heaps are counted. */
const CLUSTERED_BELOW_ZOOM = 14;
const PEOPLE_NAMED_FROM_ZOOM = 15;
const CIRCLES_FROM_ZOOM = 13;
const NAME_HEIGHT = 32;

interface Mark {
  marker: LiveMarker;
  /** Canvas pixels of the last drawing. */
  x: number;
  y: number;
}

export interface MarkerCluster {
  x: number;
  y: number;
  markers: readonly LiveMarker[];
}

export type MarkerVisibility = Readonly<Record<LiveMarker['kind'], boolean>>;

/**
 * Live positions of teams and people. A frame replaces what changed; what is selected, hovered or focused is kept by
 * id and so survives every frame. Ages advance by `setNow`, not by a clock here.
 */
export class TeamMarkerLayer extends ViewportCanvasLayer {
  private markers = new Map<string, LiveMarker>();
  private appearance: MapAppearance = 'day';
  private now = Date.now();
  private ageText: (ageMilliseconds: number, stale: boolean) => string = () => '';
  private visible: MarkerVisibility = { team: true, person: true };
  private selectedTeamId: string | null = null;
  private hovered: string | null = null;
  private focused: string | null = null;
  private shown: readonly Mark[] = [];
  private clusters: readonly MarkerCluster[] = [];
  private readonly widths = new Map<string, number>();

  private onNames: (boxes: readonly Box[], view: CanvasView) => void = () => undefined;

  constructor() {
    super('teams');
  }

  /** Tells after each drawing where the names stand, in canvas pixels: lower labels give way. */
  tellNames(listener: (boxes: readonly Box[], view: CanvasView) => void): void {
    this.onNames = listener;
  }

  setMarkers(markers: Iterable<LiveMarker>): void {
    this.markers = new Map([...markers].map((marker) => [marker.id, marker]));
    this.redraw();
  }

  setNow(now: number): void {
    this.now = now;
    this.redraw();
  }

  setLook(appearance: MapAppearance, ageText: (ageMilliseconds: number, stale: boolean) => string): void {
    this.appearance = appearance;
    this.ageText = ageText;
    this.redraw();
  }

  setVisible(visible: MarkerVisibility): void {
    this.visible = visible;
    this.redraw();
  }

  setSelectedTeam(teamId: string | null): void {
    this.selectedTeamId = teamId;
    this.redraw();
  }

  setHovered(id: string | null): void {
    if (this.hovered === id) return;
    this.hovered = id;
    this.redraw();
  }

  /** Draws the keyboard focus around a mark and brings it into view. */
  setFocused(id: string | null): void {
    this.focused = id;
    this.redraw();
    const position = id === null ? undefined : this.markers.get(id)?.position;
    if (!position || !this._map) return;
    const [lon, lat] = position;
    if (!this._map.getBounds().pad(-0.1).contains([lat, lon])) this._map.panTo([lat, lon]);
  }

  marker(id: string): LiveMarker | undefined {
    return this.markers.get(id);
  }

  /** Those that may be shown now, whether they are on the screen or not. */
  all(): LiveMarker[] {
    return [...this.markers.values()].filter(({ kind, danger }) => danger === true || this.visible[kind]);
  }

  /** Marks within reach of a place, the nearest first; a gloved finger wants 24 pixels. A cluster is one answer. */
  hit([lon, lat]: LonLat, reachPixels = 24): { markers: LiveMarker[]; cluster: MarkerCluster | null } {
    const { view } = this;
    if (!view) return { markers: [], cluster: null };
    const world = toWorld(lon, lat);
    const x = world.x * view.scale - view.offsetX;
    const y = world.y * view.scale - view.offsetY;
    const markers = this.shown
      .map((mark) => ({ mark, distance: Math.hypot(mark.x - x, mark.y - y) }))
      .filter(({ distance }) => distance <= reachPixels)
      .sort((a, b) => a.distance - b.distance)
      .map(({ mark }) => mark.marker);
    const cluster = this.clusters.find(
      (one) => Math.hypot(one.x - x, one.y - y) <= clusterRadius(one.markers.length) + 6,
    );
    return { markers, cluster: cluster ?? null };
  }

  protected override draw(view: CanvasView): void {
    const palette = MARKER_PALETTES[this.appearance];
    this.arrange(view);
    if (view.zoom >= CIRCLES_FROM_ZOOM)
      for (const { marker, x, y } of this.shown) paintAccuracy(view, palette, marker, x, y);
    for (const { x, y, markers } of this.clusters)
      paintCluster(
        view,
        palette,
        x,
        y,
        markers.length,
        markers.some((one) => isStale(one, this.now)),
      );
    for (const { marker, x, y } of this.shown)
      paintMark(view, palette, marker, x, y, this.now, {
        selected: this.isSelected(marker),
        hovered: marker.id === this.hovered,
        focused: marker.id === this.focused,
      });
    this.onNames(this.paintNames(view, palette), view);
  }

  private isSelected = ({ teamId }: LiveMarker): boolean =>
    this.selectedTeamId !== null && teamId === this.selectedTeamId;

  /** Decides who is drawn singly and who is counted; the most important is drawn last, above the others. */
  private arrange(view: CanvasView): void {
    const near = this.all()
      .map((marker) => ({ marker, ...pixelsOf(marker, view) }))
      .filter(({ x, y }) => x > -60 && y > -60 && x < view.width + 60 && y < view.height + 60);
    const points = near.map(({ marker, x, y }) => ({
      x: x + view.offsetX,
      y: y + view.offsetY,
      alone:
        view.zoom >= CLUSTERED_BELOW_ZOOM ||
        marker.id === this.focused ||
        standsAlone(marker, this.now, this.selectedTeamId),
    }));
    const { clusters, singles } = clusterPoints(points);
    this.clusters = clusters.map(({ x, y, members }) => ({
      x: x - view.offsetX,
      y: y - view.offsetY,
      markers: members.flatMap((index) => near[index]?.marker ?? []),
    }));
    this.shown = singles
      .flatMap((index) => near[index] ?? [])
      .sort((a, b) => this.priority(b.marker) - this.priority(a.marker));
  }

  private priority(marker: LiveMarker): number {
    const emphasised = this.isSelected(marker) || [this.hovered, this.focused].includes(marker.id);
    return labelPriority(marker, this.now, emphasised);
  }

  private paintNames(view: CanvasView, palette: MarkerPalette): Box[] {
    const taken = new BoxIndex();
    const named: { mark: Mark; age: string; request: LabelRequest }[] = [];
    for (const mark of this.shown) {
      const { marker, x, y } = mark;
      const priority = this.priority(marker);
      const reach = radiusOf(marker);
      if (marker.kind === 'team')
        taken.add({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
      if (marker.kind === 'person' && priority > 1 && view.zoom < PEOPLE_NAMED_FROM_ZOOM) continue;
      const age = this.ageText(Math.max(0, this.now - marker.at), isStale(marker, this.now));
      const width = Math.max(this.widthOf(view, marker.label), age.length * 6.4) + 8;
      const offsets = offsetsAround(width, NAME_HEIGHT, reach + 5);
      named.push({
        mark,
        age,
        request: { x, y, width, height: NAME_HEIGHT, priority, offsets, forced: priority <= 1 },
      });
    }
    const boxes = placeLabels(
      named.map(({ request }) => request),
      taken,
    );
    named.forEach(({ mark, age }, index) => {
      const box = boxes[index];
      if (box) paintName(view, palette, mark.marker, age, box, isStale(mark.marker, this.now));
    });
    return boxes.filter((box) => box !== null);
  }

  private widthOf({ context }: CanvasView, label: string): number {
    const known = this.widths.get(label);
    if (known !== undefined) return known;
    context.font = NAME_FONT;
    const { width } = context.measureText(label);
    this.widths.set(label, width);
    return width;
  }
}

function pixelsOf({ position }: LiveMarker, view: CanvasView): { x: number; y: number } {
  const { x, y } = toWorld(...position);
  return { x: x * view.scale - view.offsetX, y: y * view.scale - view.offsetY };
}

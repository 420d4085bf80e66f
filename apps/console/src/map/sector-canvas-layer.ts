import type { LonLat } from '@izdeu/contracts';
import { toWorld } from './world.js';
import {
  buildBuckets,
  buildPaths,
  findSector,
  type SectorBucket,
  type SectorBuckets,
} from './sector-buckets.js';
import type { LabelLayer, MapLabel } from './label-layer.js';
import { nearestOf, neighbourOf, type Direction } from './map-objects.js';
import { sectorLabels } from './sector-labels.js';
import { paintBucket, paintOutline, SectorPalette } from './sector-painter.js';
import {
  at,
  buildSectorGeometry,
  sectorCentre,
  sectorMiddle,
  type SectorGeometry,
} from './sector-geometry.js';
import { styleOf, stateOfStyle, type MapAppearance, type SectorState } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** From here on a cell of 250 m may be large enough for words. */
const STATE_WORDS_FROM_ZOOM = 13;

/**
 * All sectors of an incident on one canvas. They are kept in buckets of about 200 neighbours with one Path2D a
 * style each: a change of state rebuilds one bucket and repaints its rectangle, a zoom only changes the scale,
 * and what is off the screen is not drawn.
 */
export class SectorCanvasLayer extends ViewportCanvasLayer {
  private geometry: SectorGeometry = buildSectorGeometry([]);
  private buckets: SectorBuckets = buildBuckets(this.geometry);
  private styles = new Uint8Array(0);
  private readonly dirty = new Set<SectorBucket>();
  private palette = new SectorPalette('day');
  private stateTexts: Partial<Record<SectorState, string>> = {};
  private hovered: number | null = null;
  private selected: ReadonlySet<number> = new Set();
  private focused: number | null = null;
  private withLabels = true;
  private withCoverage = true;

  /** Names go to the map's one canvas of names; without it there are none. */
  constructor(private readonly labels: LabelLayer | null = null) {
    super('sectors');
  }

  override onRemove(): this {
    this.labels?.setSource('sectors', null);
    return super.onRemove();
  }

  /** Replaces all sectors; their states start as unsearched. */
  setGeometry(geometry: SectorGeometry): void {
    this.geometry = geometry;
    this.buckets = buildBuckets(geometry);
    this.styles = new Uint8Array(geometry.count);
    this.hovered = null;
    this.focused = null;
    this.dirty.clear();
    this.redraw();
    this.relabel();
  }

  /** What of the sectors is drawn at all; `opacity` is of everything but their names. */
  setParts(parts: { labels: boolean; coverage: boolean; shown: boolean; opacity: number }): void {
    this.withLabels = parts.labels && parts.shown;
    this.withCoverage = parts.coverage;
    if (this.canvas) {
      this.canvas.style.opacity = String(parts.opacity);
      this.canvas.style.display = parts.shown ? '' : 'none';
    }
    this.redraw();
    this.relabel();
  }

  /** Restyles one sector. `pod` is 0 to 1 and strengthens the fill of searched and ageing sectors. */
  setStatus(index: number, state: SectorState, pod = 0): void {
    const style = styleOf(state, pod);
    if (index < 0 || index >= this.geometry.count || this.styles[index] === style) return;
    this.styles[index] = style;
    const bucket = this.buckets.all[at(this.buckets.of, index)];
    if (!bucket) return;
    bucket.paths.clear();
    if (this.dirty.size === 0) queueMicrotask(() => this.repaintDirty());
    this.dirty.add(bucket);
  }

  stateOf(index: number): SectorState {
    return stateOfStyle(at(this.styles, index));
  }

  setAppearance(appearance: MapAppearance): void {
    this.palette = new SectorPalette(appearance);
    this.redraw();
    this.relabel();
  }

  /** Short words under the label of cells large enough to hold them, in the person's language. */
  setStateTexts(texts: Partial<Record<SectorState, string>>): void {
    this.stateTexts = texts;
    this.relabel();
  }

  setSelected(indexes: Iterable<number>): void {
    this.selected = new Set(indexes);
    this.redraw();
  }

  setHovered(index: number | null): void {
    if (this.hovered === index) return;
    this.hovered = index;
    this.redraw();
  }

  /** Draws the keyboard focus around a sector and brings it into view. */
  focusSector(index: number | null): void {
    this.focused = index;
    this.redraw();
    if (index === null || !this._map) return;
    const [lon, lat] = sectorCentre(this.geometry, index);
    if (!this._map.getBounds().pad(-0.1).contains([lat, lon])) this._map.panTo([lat, lon]);
  }

  sectorAt([lon, lat]: LonLat): number | null {
    const { x, y } = toWorld(lon, lat);
    return findSector(this.buckets, this.geometry, x, y);
  }

  /** Nearest sector in a direction, those straight ahead preferred; the same one at the edge. */
  neighbour(index: number, direction: Direction): number {
    return neighbourOf(this.indexes(), index, direction, (one) => sectorMiddle(this.geometry, one));
  }

  /** Where the keyboard enters. */
  nearestTo([lon, lat]: LonLat): number | null {
    return nearestOf(this.indexes(), toWorld(lon, lat), (one) => sectorMiddle(this.geometry, one));
  }

  get count(): number {
    return this.geometry.count;
  }

  private indexes(): number[] {
    return Array.from({ length: this.geometry.count }, (_, index) => index);
  }

  /** Names are asked for by the canvas of names whenever the view changes. */
  private relabel(): void {
    this.labels?.setSource('sectors', this.withLabels ? (view) => this.labelsOf(view) : null);
  }

  private *labelsOf(view: CanvasView): Generator<MapLabel> {
    const area = { minX: 0, minY: 0, maxX: view.width, maxY: view.height };
    for (const { members } of this.bucketsIn(view, area))
      yield* sectorLabels(
        view,
        members,
        this.geometry,
        this.palette,
        (index) => this.stateTexts[this.stateOf(index)] ?? '',
      );
  }

  protected override draw(view: CanvasView): void {
    this.dirty.clear();
    this.paint(view, { minX: 0, minY: 0, maxX: view.width, maxY: view.height });
  }

  /** Repaints only the rectangles of the buckets that changed; many changes at once repaint everything. */
  private repaintDirty(): void {
    const { view } = this;
    const changed = [...this.dirty];
    this.dirty.clear();
    if (!view) return;
    // Only large cells say their state in words.
    if (view.zoom >= STATE_WORDS_FROM_ZOOM) this.labels?.redraw();
    if (changed.length > 8) {
      this.redraw();
      return;
    }
    for (const { box } of changed) {
      const area = {
        minX: box.minX * view.scale - view.offsetX - 2,
        minY: box.minY * view.scale - view.offsetY - 2,
        maxX: box.maxX * view.scale - view.offsetX + 2,
        maxY: box.maxY * view.scale - view.offsetY + 2,
      };
      if (area.maxX < 0 || area.maxY < 0 || area.minX > view.width || area.minY > view.height) continue;
      const { context } = view;
      context.save();
      context.beginPath();
      context.rect(area.minX, area.minY, area.maxX - area.minX, area.maxY - area.minY);
      context.clip();
      context.clearRect(area.minX, area.minY, area.maxX - area.minX, area.maxY - area.minY);
      this.paint(view, area);
      context.restore();
    }
  }

  /** Buckets that touch a rectangle of the canvas (pixels). */
  private bucketsIn(view: CanvasView, area: SectorBucket['box']): SectorBucket[] {
    return this.buckets.all.filter(
      ({ box }) =>
        box.maxX * view.scale - view.offsetX >= area.minX &&
        box.minX * view.scale - view.offsetX <= area.maxX &&
        box.maxY * view.scale - view.offsetY >= area.minY &&
        box.minY * view.scale - view.offsetY <= area.maxY,
    );
  }

  private paint(view: CanvasView, area: SectorBucket['box']): void {
    for (const bucket of this.bucketsIn(view, area)) {
      if (bucket.paths.size === 0) buildPaths(bucket, this.geometry, this.styles);
      paintBucket(view, bucket, this.geometry, this.palette, this.withCoverage);
    }
    if (this.hovered !== null) paintOutline(view, this.geometry, this.hovered, this.palette.outline, 2);
    for (const index of this.selected) paintOutline(view, this.geometry, index, this.palette.outline, 4);
    if (this.focused !== null) paintOutline(view, this.geometry, this.focused, this.palette.focus, 3, [6, 4]);
  }
}

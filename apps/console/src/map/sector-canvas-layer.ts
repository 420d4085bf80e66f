import type { LonLat } from '@izdeu/contracts';
import { toWorld } from './lat-lng.js';
import {
  buildBuckets,
  buildPaths,
  findSector,
  type SectorBucket,
  type SectorBuckets,
} from './sector-buckets.js';
import { paintBucket, paintLabels, paintOutline, SectorPalette } from './sector-painter.js';
import {
  at,
  buildSectorGeometry,
  sectorCentre,
  sectorMiddle,
  type SectorGeometry,
} from './sector-geometry.js';
import { styleOf, stateOfStyle, type MapAppearance, type SectorState } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

export type SectorDirection = 'up' | 'down' | 'left' | 'right';

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

  constructor() {
    super('sectors');
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
  }

  /** Short words under the label of cells large enough to hold them, in the person's language. */
  setStateTexts(texts: Partial<Record<SectorState, string>>): void {
    this.stateTexts = texts;
    this.redraw();
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
  neighbour(index: number, direction: SectorDirection): number {
    const from = sectorMiddle(this.geometry, index);
    const horizontal = direction === 'left' || direction === 'right';
    const sign = direction === 'right' || direction === 'down' ? 1 : -1;
    let best = index;
    let bestCost = Infinity;
    for (let other = 0; other < this.geometry.count; other += 1) {
      const middle = sectorMiddle(this.geometry, other);
      const along = (horizontal ? middle.x - from.x : middle.y - from.y) * sign;
      const aside = Math.abs(horizontal ? middle.y - from.y : middle.x - from.x);
      const cost = along + 3 * aside;
      if (other !== index && along > aside && cost < bestCost) [best, bestCost] = [other, cost];
    }
    return best;
  }

  /** Sector nearest to the middle of the screen: where the keyboard enters. */
  nearestToCentre(): number | null {
    const centre = this._map?.getCenter();
    if (!centre || this.geometry.count === 0) return null;
    const { x, y } = toWorld(centre.lng, centre.lat);
    let best = 0;
    let bestCost = Infinity;
    for (let index = 0; index < this.geometry.count; index += 1) {
      const middle = sectorMiddle(this.geometry, index);
      const cost = (middle.x - x) ** 2 + (middle.y - y) ** 2;
      if (cost < bestCost) [best, bestCost] = [index, cost];
    }
    return best;
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

  /** Paints the buckets that touch a rectangle of the canvas (pixels). */
  private paint(view: CanvasView, area: SectorBucket['box']): void {
    const visible = this.buckets.all.filter(
      ({ box }) =>
        box.maxX * view.scale - view.offsetX >= area.minX &&
        box.minX * view.scale - view.offsetX <= area.maxX &&
        box.maxY * view.scale - view.offsetY >= area.minY &&
        box.minY * view.scale - view.offsetY <= area.maxY,
    );
    for (const bucket of visible) {
      if (bucket.paths.size === 0) buildPaths(bucket, this.geometry, this.styles);
      paintBucket(view, bucket, this.geometry, this.palette);
    }
    if (this.hovered !== null) paintOutline(view, this.geometry, this.hovered, this.palette.outline, 2);
    for (const index of this.selected) paintOutline(view, this.geometry, index, this.palette.outline, 4);
    if (this.focused !== null) paintOutline(view, this.geometry, this.focused, this.palette.focus, 3, [6, 4]);
    for (const bucket of visible) {
      paintLabels(
        view,
        bucket,
        this.geometry,
        this.palette,
        (index) => this.stateTexts[this.stateOf(index)] ?? '',
      );
    }
  }
}

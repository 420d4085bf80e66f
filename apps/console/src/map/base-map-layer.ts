import { PALETTES, PAPER_BASE_MAP, type Palette as Colours } from '../design/palette.js';
import { canvasFont, TYPE } from '../design/scales.js';
import type { Locale } from '../i18n/locale.js';
import { toWorld } from './world.js';
import type { LabelLayer, MapLabel } from './label-layer.js';
import { loadOutline, type Outline } from './outline.js';
import settlements from './data/settlements.json';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

const GROUNDS = {
  day: PALETTES.day.baseMap,
  dark: PALETTES.dark.baseMap,
  night: PALETTES.night.baseMap,
  paper: PAPER_BASE_MAP,
} as const satisfies Record<MapAppearance | 'paper', Colours['baseMap']>;

type BaseLook = keyof typeof GROUNDS;

/** Lines and words of the graticule match the ground below it. */
export const basePalette = (look: BaseLook): Colours['baseMap'] => GROUNDS[look];

/** Smallest zoom at which a settlement of each size is named: 1 region's centre … 4 village. */
const NAMED_FROM_ZOOM: Record<number, number> = { 1: 4, 2: 5.5, 3: 7, 4: 8 };
/** The 1:10m borders are cut at the region's surroundings, so they replace the coarse ones only close up. */
const NEAR_FROM_ZOOM = 7;
/** After everything that belongs to the search. */
const LABEL_PRIORITY = 10;

const PLACES = [...settlements]
  .sort((a, b) => a.size - b.size)
  .map((place) => ({ ...place, ...toWorld(place.lon, place.lat) }));

/** The map that needs no network: land, borders and settlements, under everything else. */
export class BaseMapLayer extends ViewportCanvasLayer {
  private look: BaseLook = 'day';
  private locale: Locale = 'kk';
  private withSettlements = true;
  private outline: Outline | null = null;

  constructor(private readonly labels: LabelLayer) {
    super('base');
    void loadOutline().then((outline) => {
      this.outline = outline;
      this.redraw();
    });
  }

  override onRemove(): this {
    this.labels.setSource('settlements', null);
    return super.onRemove();
  }

  setLook(look: BaseLook, locale: Locale, withSettlements: boolean): void {
    this.look = look;
    this.locale = locale;
    this.withSettlements = withSettlements;
    this.redraw();
    this.labels.setSource('settlements', withSettlements ? (view) => this.labelsOf(view) : null);
  }

  protected override draw(view: CanvasView): void {
    const palette = GROUNDS[this.look];
    const { context } = view;
    context.fillStyle = palette.land;
    context.fillRect(0, 0, view.width, view.height);
    if (this.outline) paintOutlines(view, this.outline, palette);
    if (!this.withSettlements) return;
    context.fillStyle = palette.dot;
    for (const place of placesIn(view)) {
      context.beginPath();
      context.arc(place.x, place.y, place.size <= 2 ? 4 : 2.5, 0, 2 * Math.PI);
      context.fill();
    }
  }

  private *labelsOf(view: CanvasView): Generator<MapLabel> {
    const { text, halo } = GROUNDS[this.look];
    for (const { x, y, size, index } of placesIn(view)) {
      const name = PLACES[index]?.[this.locale] ?? '';
      const pixels = { 1: 15, 2: 14, 3: 13 }[size] ?? 12;
      const font = canvasFont(pixels, size <= 2 ? TYPE.weight.strong : TYPE.weight.normal);
      const lines = [{ text: name, font }];
      yield { x, y, lines, beside: 7, priority: LABEL_PRIORITY + size, colour: text, halo };
    }
  }
}

/** Settlements of this zoom on and just beyond the screen, in canvas pixels. */
function* placesIn(view: CanvasView): Generator<{ x: number; y: number; size: number; index: number }> {
  for (const [index, place] of PLACES.entries()) {
    const x = place.x * view.scale - view.offsetX;
    const y = place.y * view.scale - view.offsetY;
    const isNear = x > -150 && y > -20 && x < view.width && y < view.height + 20;
    if (isNear && view.zoom >= (NAMED_FROM_ZOOM[place.size] ?? 9)) yield { x, y, size: place.size, index };
  }
}

/** Water is known only inside of the outline's box; what lies beyond it is left as land. */
function paintOutlines(view: CanvasView, outline: Outline, palette: Colours['baseMap']): void {
  const near = view.zoom >= NEAR_FROM_ZOOM;
  fillShapes(view, [outline.box], palette.water);
  fillShapes(view, outline.land, palette.land);
  fillShapes(view, near ? outline.countryNear : outline.countryFar, palette.country);
  strokeShapes(view, near ? outline.bordersNear : outline.bordersFar, palette.border);
}

function trace(view: CanvasView, shapes: readonly Float64Array[]): Path2D {
  const path = new Path2D();
  for (const points of shapes) {
    for (let index = 0; index + 1 < points.length; index += 2) {
      const x = (points[index] ?? 0) * view.scale - view.offsetX;
      const y = (points[index + 1] ?? 0) * view.scale - view.offsetY;
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
  }
  return path;
}

function fillShapes(view: CanvasView, shapes: readonly Float64Array[], colour: string): void {
  view.context.fillStyle = colour;
  view.context.fill(trace(view, shapes), 'evenodd');
}

function strokeShapes(view: CanvasView, shapes: readonly Float64Array[], colour: string): void {
  view.context.strokeStyle = colour;
  view.context.lineWidth = 1.4;
  view.context.setLineDash([7, 3]);
  view.context.stroke(trace(view, shapes));
  view.context.setLineDash([]);
}

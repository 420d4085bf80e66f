import { PALETTES, type Palette as Colours } from '../design/palette.js';
import { canvasFont, TYPE } from '../design/scales.js';
import type { Locale } from '../i18n/locale.js';
import { toWorld } from './lat-lng.js';
import { paintGraticule } from './graticule.js';
import { loadOutline, type Outline } from './outline.js';
import settlements from './data/settlements.json';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** Smallest zoom at which a settlement of each size is named: 1 region's centre … 4 village. */
const NAMED_FROM_ZOOM: Record<number, number> = { 1: 4, 2: 5.5, 3: 7, 4: 8 };
/** The 1:10m borders are cut at the region's surroundings, so they replace the coarse ones only close up. */
const NEAR_FROM_ZOOM = 7;
const LABEL_HEIGHT = 16;

const PLACES = [...settlements]
  .sort((a, b) => a.size - b.size)
  .map((place) => ({ ...place, ...toWorld(place.lon, place.lat) }));

/** The map that needs no network: land, borders, settlements and the graticule, under everything else. */
export class BaseMapLayer extends ViewportCanvasLayer {
  private appearance: MapAppearance = 'day';
  private locale: Locale = 'kk';
  private outline: Outline | null = null;

  constructor() {
    super('base');
    void loadOutline().then((outline) => {
      this.outline = outline;
      this.redraw();
    });
  }

  setLook(appearance: MapAppearance, locale: Locale): void {
    this.appearance = appearance;
    this.locale = locale;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    const palette = PALETTES[this.appearance].baseMap;
    const { context } = view;
    context.fillStyle = palette.land;
    context.fillRect(0, 0, view.width, view.height);
    if (this.outline) paintOutlines(view, this.outline, palette);
    paintGraticule(view, palette.line, palette.text);
    this.paintPlaces(view, palette);
  }

  /** Names that would cover one another are left out, the smaller place first. */
  private paintPlaces(view: CanvasView, palette: Colours['baseMap']): void {
    const { context } = view;
    const taken: { left: number; right: number; y: number }[] = [];
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.lineJoin = 'round';
    for (const place of PLACES) {
      const x = place.x * view.scale - view.offsetX;
      const y = place.y * view.scale - view.offsetY;
      if (
        view.zoom < (NAMED_FROM_ZOOM[place.size] ?? 9) ||
        x < -150 ||
        y < -20 ||
        x > view.width ||
        y > view.height + 20
      )
        continue;
      const size = { 1: 15, 2: 14, 3: 13 }[place.size] ?? 12;
      context.font = canvasFont(size, place.size <= 2 ? TYPE.weight.strong : TYPE.weight.normal);
      const right = x + 10 + context.measureText(place[this.locale]).width;
      if (
        taken.some(
          (other) => other.left < right && other.right > x - 6 && Math.abs(other.y - y) < LABEL_HEIGHT,
        )
      )
        continue;
      taken.push({ left: x - 6, right, y });
      context.fillStyle = palette.dot;
      context.beginPath();
      context.arc(x, y, place.size <= 2 ? 4 : 2.5, 0, 2 * Math.PI);
      context.fill();
      context.strokeStyle = palette.halo;
      context.lineWidth = 3;
      context.strokeText(place[this.locale], x + 8, y);
      context.fillStyle = palette.text;
      context.fillText(place[this.locale], x + 8, y);
    }
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

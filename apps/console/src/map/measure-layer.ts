import { PALETTES } from '../design/palette.js';
import { canvasFont, TYPE } from '../design/scales.js';
import type { LonLat } from '@izdeu/contracts';
import { alongGreatCircle } from './measure-shape.js';
import type { MapAppearance } from './sector-style.js';
import { toWorld } from './world.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** A leg shorter than its words stays silent; the panel has all of them. */
const WORDS_FROM_PIXELS = 110;

export interface MeasureDrawing {
  points: readonly LonLat[];
  closed: boolean;
  /** One for each leg: distance and bearing. */
  legTexts: readonly string[];
}

/** What is being measured: the shortest lines, their ends and their lengths. */
export class MeasureLayer extends ViewportCanvasLayer {
  private drawing: MeasureDrawing = { points: [], closed: false, legTexts: [] };
  private appearance: MapAppearance = 'day';

  constructor() {
    super('drawing');
  }

  show(drawing: MeasureDrawing, appearance: MapAppearance): void {
    this.drawing = drawing;
    this.appearance = appearance;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    const { points, closed, legTexts } = this.drawing;
    const [first] = points;
    if (!first) return;
    const { context } = view;
    const colours = coloursOf(this.appearance);
    const ends = closed && points.length > 2 ? [...points, first] : points;
    const path = new Path2D();
    ends.slice(1).forEach((to, index) => {
      alongGreatCircle(ends[index] ?? to, to).forEach((position, step) => {
        const { x, y } = pixelsOf(view, position);
        if (index === 0 && step === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      });
    });
    if (closed) {
      context.globalAlpha = 0.14;
      context.fillStyle = colours.line;
      context.fill(path);
      context.globalAlpha = 1;
    }
    for (const [colour, width] of [
      [colours.halo, 5],
      [colours.line, 2.5],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke(path);
    }
    for (const position of points) paintEnd(view, position, colours);
    legTexts.forEach((text, index) => {
      const [from, to] = [ends[index], ends[index + 1]];
      if (from && to) paintWords(view, from, to, text, colours);
    });
  }
}

const coloursOf = (appearance: MapAppearance) => {
  const { mark, halo, text } = PALETTES[appearance].map;
  return { line: mark, halo, text };
};
type Colours = ReturnType<typeof coloursOf>;

function pixelsOf(view: CanvasView, [lon, lat]: LonLat): { x: number; y: number } {
  const { x, y } = toWorld(lon, lat);
  return { x: x * view.scale - view.offsetX, y: y * view.scale - view.offsetY };
}

function paintEnd(view: CanvasView, position: LonLat, { line, halo }: Colours): void {
  const { x, y } = pixelsOf(view, position);
  view.context.beginPath();
  view.context.arc(x, y, 5, 0, 2 * Math.PI);
  view.context.fillStyle = halo;
  view.context.fill();
  view.context.strokeStyle = line;
  view.context.lineWidth = 2.5;
  view.context.stroke();
}

function paintWords(
  view: CanvasView,
  from: LonLat,
  to: LonLat,
  text: string,
  { halo, text: ink }: Colours,
): void {
  const [a, b] = [pixelsOf(view, from), pixelsOf(view, to)];
  if (Math.hypot(a.x - b.x, a.y - b.y) < WORDS_FROM_PIXELS) return;
  const { context } = view;
  context.font = canvasFont(TYPE.size.xs, TYPE.weight.strong);
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.lineJoin = 'round';
  context.strokeStyle = halo;
  context.lineWidth = 4;
  context.strokeText(text, (a.x + b.x) / 2, (a.y + b.y) / 2 - 6);
  context.fillStyle = ink;
  context.fillText(text, (a.x + b.x) / 2, (a.y + b.y) / 2 - 6);
}

import { canvasFont } from '../design/scales.js';
import { fromWorld, toWorld } from './world.js';
import type { CanvasView } from './viewport-canvas-layer.js';

/** Steps in degrees that fall on round minutes or tenths of them. */
const STEPS = [10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.0025, 0.001];
const AIM_PIXELS = 130;

/** Lines of latitude and longitude, as dense as the zoom bears, with their degrees at the edges. */
export function paintGraticule(view: CanvasView, colour: string, text: string): void {
  const { context, width, height, scale } = view;
  const [west, north] = fromWorld({ x: view.offsetX / scale, y: view.offsetY / scale });
  const [east, south] = fromWorld({ x: (view.offsetX + width) / scale, y: (view.offsetY + height) / scale });
  const aim = ((east - west) / width) * AIM_PIXELS;
  const step = [...STEPS].reverse().find((one) => one >= aim) ?? 10;
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9) + (String(step).endsWith('25') ? 1 : 0));

  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.font = canvasFont(11);
  context.fillStyle = text;
  context.globalAlpha = 0.9;
  context.textAlign = 'left';
  context.beginPath();
  for (let line = Math.ceil(west / step); line * step <= east; line += 1) {
    const x = Math.round(toWorld(line * step, 0).x * scale - view.offsetX) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.textBaseline = 'bottom';
    context.fillText(`${(line * step).toFixed(digits)}°`, x + 3, height - marginOf(height) - 4);
  }
  for (let line = Math.ceil(south / step); line * step <= north; line += 1) {
    const y = Math.round(toWorld(0, line * step).y * scale - view.offsetY) + 0.5;
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.fillText(`${(line * step).toFixed(digits)}°`, marginOf(width) + 4, y - 2);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** The canvas reaches past the screen by 15 % on each side; words belong on the visible part. */
export const marginOf = (length: number): number => (length * 0.15) / 1.3;

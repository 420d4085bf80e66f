import { canvasFont } from '../design/scales.js';
import { mgrsLinesWithin, type GridLine, type LonLatBounds } from '@izdeu/domain';
import { marginOf } from './graticule.js';
import { fromWorld, metresPerPixel, toWorld } from './world.js';
import type { CanvasView } from './viewport-canvas-layer.js';

const STEPS_METRES = [100, 1_000, 10_000, 100_000];
/** Lines nearer than this make a grey page. */
const AIM_PIXELS = 60;

/** One zone with the part of the window that it covers. */
interface ZoneWindow {
  zone: number;
  bounds: LonLatBounds;
}

/** Lines are of one zone; where two meet, each is drawn up to the border of the zones. */
export function zonesWithin({ west, south, east, north }: LonLatBounds): ZoneWindow[] {
  const zones: ZoneWindow[] = [];
  const first = Math.floor((west + 180) / 6);
  for (let index = first; index * 6 - 180 < east; index += 1) {
    const bounds = {
      west: Math.max(west, index * 6 - 180),
      east: Math.min(east, index * 6 - 174),
      south,
      north,
    };
    zones.push({ zone: (((index % 60) + 60) % 60) + 1, bounds });
  }
  return zones;
}

/** The smallest step in metres whose lines keep apart on the screen. */
export const mgrsStep = (metresForPixel: number): number =>
  STEPS_METRES.find((step) => step / metresForPixel >= AIM_PIXELS) ?? 100_000;

/** "96" for 5 896 000 m in steps of a kilometre: the digits that stand at the edge of a printed map. */
export const gridDigits = (valueMetres: number, stepMetres: number): string => {
  const digits = stepMetres >= 100_000 ? 1 : stepMetres >= 10_000 ? 1 : stepMetres >= 1_000 ? 2 : 3;
  const units = Math.round(valueMetres / (stepMetres >= 100_000 ? 100_000 : stepMetres));
  return String(units % 10 ** digits).padStart(digits, '0');
};

/** MGRS lines as dense as the zoom bears, with their digits at the edges of the screen. */
export function paintMgrsLines(view: CanvasView, colour: string, text: string): void {
  const { context, width, height, scale, offsetX, offsetY } = view;
  const [west, north] = fromWorld({ x: offsetX / scale, y: offsetY / scale });
  const [east, south] = fromWorld({ x: (offsetX + width) / scale, y: (offsetY + height) / scale });
  const step = mgrsStep(metresPerPixel((north + south) / 2, scale));
  context.strokeStyle = colour;
  context.fillStyle = text;
  context.lineWidth = 1;
  context.font = canvasFont(11);
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.globalAlpha = 0.9;
  for (const { zone, bounds } of zonesWithin({ west, south, east, north })) {
    const left = toWorld(bounds.west, 0).x * scale - offsetX;
    const right = toWorld(bounds.east, 0).x * scale - offsetX;
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    for (const line of mgrsLinesWithin(bounds, step, zone)) paintLine(view, line, step);
    context.restore();
  }
  context.globalAlpha = 1;
}

function paintLine(view: CanvasView, { points, constant, valueMetres }: GridLine, step: number): void {
  const { context, width, height } = view;
  const edge = constant === 'easting' ? height - marginOf(height) - 4 : marginOf(width) + 4;
  let before: { x: number; y: number } | null = null;
  context.beginPath();
  for (const [lon, lat] of points) {
    const world = toWorld(lon, lat);
    const x = world.x * view.scale - view.offsetX;
    const y = world.y * view.scale - view.offsetY;
    if (before) context.lineTo(x, y);
    else context.moveTo(x, y);
    if (before) writeDigits(context, before, { x, y }, constant, edge, gridDigits(valueMetres, step));
    before = { x, y };
  }
  context.stroke();
}

/** Writes where the line crosses the edge of the screen. */
function writeDigits(
  context: CanvasRenderingContext2D,
  from: { x: number; y: number },
  to: { x: number; y: number },
  constant: GridLine['constant'],
  edge: number,
  digits: string,
): void {
  const along = constant === 'easting' ? 'y' : 'x';
  const low = Math.min(from[along], to[along]);
  const high = Math.max(from[along], to[along]);
  if (edge < low || edge >= high) return;
  const share = (edge - from[along]) / (to[along] - from[along]);
  const x = from.x + (to.x - from.x) * share;
  const y = from.y + (to.y - from.y) * share;
  context.fillText(digits, x + 3, y - 2);
}

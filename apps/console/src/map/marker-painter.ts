import { canvasFont, TYPE } from '../design/scales.js';
import { opacityOf, isStale, type LiveMarker } from './live-marker.js';
import type { MarkerPalette } from './marker-palette.js';
import { metresPerPixel } from './world.js';
import type { CanvasView } from './viewport-canvas-layer.js';

export const NAME_FONT = canvasFont(13, TYPE.weight.strong);
const AGE_FONT = canvasFont(11);
const OLD_AGE_FONT = canvasFont(11, TYPE.weight.strong);
/** Smaller circles would hide behind the mark. */
const SMALLEST_CIRCLE_PIXELS = 14;

export interface MarkState {
  selected: boolean;
  hovered: boolean;
  focused: boolean;
}

export const radiusOf = (marker: LiveMarker): number =>
  marker.own ? 10 : marker.kind === 'team' ? 8.5 : 5.5;

export function paintAccuracy(
  { context, scale }: CanvasView,
  palette: MarkerPalette,
  marker: LiveMarker,
  x: number,
  y: number,
): void {
  const radius = marker.accuracyMetres / metresPerPixel(marker.position[1], scale);
  if (radius < SMALLEST_CIRCLE_PIXELS) return;
  context.beginPath();
  context.arc(x, y, Math.min(radius, 4000), 0, 2 * Math.PI);
  context.fillStyle = palette.ring;
  context.fill();
  context.strokeStyle = palette.team;
  context.lineWidth = 1;
  context.stroke();
}

/**
 * A disc for a team, a smaller one for a person; with a known heading a beak points where it goes. It fades with
 * its age; an old one is hollow and wears a clock. Danger is a square on its corner with an exclamation mark.
 */
export function paintMark(
  { context }: CanvasView,
  palette: MarkerPalette,
  marker: LiveMarker,
  x: number,
  y: number,
  now: number,
  state: MarkState,
): void {
  const stale = isStale(marker, now);
  const radius = radiusOf(marker) + (state.hovered ? 2 : 0);
  const colour = marker.danger ? palette.danger : marker.own ? palette.own : palette[marker.kind];
  if (state.selected || state.focused) paintRing(context, palette, x, y, radius + 6, state.focused);
  context.globalAlpha = marker.danger ? 1 : opacityOf(marker, now);
  context.save();
  context.translate(x, y);
  if (marker.danger) traceDiamond(context, radius * 1.7);
  else traceDisc(context, radius, stale ? undefined : marker.headingDegrees);
  context.lineWidth = stale ? 2.5 : 1.5;
  context.fillStyle = stale && !marker.danger ? palette.halo : colour;
  context.strokeStyle = stale && !marker.danger ? colour : palette.halo;
  context.fill();
  context.stroke();
  if (marker.danger) paintExclamation(context, palette.halo, radius);
  else if (stale) paintClock(context, colour, radius);
  context.restore();
  context.globalAlpha = 1;
}

function paintRing(
  context: CanvasRenderingContext2D,
  palette: MarkerPalette,
  x: number,
  y: number,
  radius: number,
  focused: boolean,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = focused ? palette.focus : palette.text;
  context.lineWidth = 3;
  context.setLineDash(focused ? [6, 4] : []);
  context.stroke();
  context.setLineDash([]);
}

function traceDisc(context: CanvasRenderingContext2D, radius: number, heading: number | undefined): void {
  context.beginPath();
  if (heading === undefined) {
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    return;
  }
  context.rotate((heading * Math.PI) / 180);
  context.arc(0, 0, radius, -0.25 * Math.PI, 1.25 * Math.PI);
  context.lineTo(0, -radius * 1.9);
  context.closePath();
}

function traceDiamond(context: CanvasRenderingContext2D, reach: number): void {
  context.beginPath();
  context.moveTo(0, -reach);
  context.lineTo(reach, 0);
  context.lineTo(0, reach);
  context.lineTo(-reach, 0);
  context.closePath();
}

function paintExclamation(context: CanvasRenderingContext2D, colour: string, radius: number): void {
  context.fillStyle = colour;
  context.fillRect(-1.5, -radius * 0.8, 3, radius * 0.95);
  context.fillRect(-1.5, radius * 0.4, 3, 3);
}

/** Hands of a clock in the hollow mark: old without reading. */
function paintClock(context: CanvasRenderingContext2D, colour: string, radius: number): void {
  context.beginPath();
  context.moveTo(0, -radius * 0.6);
  context.lineTo(0, 0);
  context.lineTo(radius * 0.45, 0);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Call sign and age on a plate. `width` is that of the plate, measured before. */
export function paintName(
  { context }: CanvasView,
  palette: MarkerPalette,
  marker: LiveMarker,
  age: string,
  box: { left: number; top: number; right: number; bottom: number },
  stale: boolean,
): void {
  context.fillStyle = palette.plate;
  context.beginPath();
  context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 4);
  context.fill();
  if (marker.danger || stale) {
    context.strokeStyle = marker.danger ? palette.danger : palette[marker.kind];
    context.lineWidth = marker.danger ? 2 : 1;
    context.setLineDash(marker.danger ? [] : [3, 2]);
    context.stroke();
    context.setLineDash([]);
  }
  context.fillStyle = palette.text;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.font = NAME_FONT;
  context.fillText(marker.label, box.left + 4, box.top + 10);
  context.font = stale ? OLD_AGE_FONT : AGE_FONT;
  context.fillText(age, box.left + 4, box.top + 24);
}

/** How many there are; a broken ring says that some of them are silent. */
export function paintCluster(
  { context }: CanvasView,
  palette: MarkerPalette,
  x: number,
  y: number,
  count: number,
  someStale: boolean,
  radius = clusterRadius(count),
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.plate;
  context.fill();
  context.strokeStyle = palette.person;
  context.lineWidth = 3;
  context.setLineDash(someStale ? [4, 3] : []);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.text;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = NAME_FONT;
  context.fillText(String(count), x, y + 0.5);
}

export const clusterRadius = (count: number): number => Math.min(24, 12 + 2 * Math.log2(count));

import type { LonLat } from '@izdeu/contracts';
import type { Track, TrackFix, TrackGap } from '@izdeu/domain';
import type L from 'leaflet';
import { PALETTES, type Palette } from '../design/palette.js';
import { canvasFont, TYPE } from '../design/scales.js';
import { toWorld } from './lat-lng.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** Pixels on the screen. */
const LINE = 3;
const HALO = 7;
const TICK = 9;
const DOT = 4;
const PICKED = 13;
const LABEL_FONT = canvasFont(12, TYPE.weight.strong);

interface Point {
  x: number;
  y: number;
}

/**
 * Tracks on one canvas. A segment is a line; a gap stays empty: a bar across each of its ends, and how long it was at
 * the first. Rough fixes are rings outside of every line.
 */
export class TrackCanvasLayer extends ViewportCanvasLayer {
  private tracks: readonly Track<TrackFix>[] = [];
  private picked: LonLat | null = null;
  private appearance: MapAppearance = 'day';
  private durationText: (milliseconds: number) => string = () => '';

  constructor() {
    super('shapes');
  }

  override onAdd(map: L.Map): this {
    super.onAdd(map);
    // Other drawings stand in the same pane.
    if (this.canvas) this.canvas.dataset.testid = 'track-canvas';
    return this;
  }

  setTracks(tracks: readonly Track<TrackFix>[], picked: LonLat | null): void {
    this.tracks = tracks;
    this.picked = picked;
    this.redraw();
  }

  setLook(appearance: MapAppearance, durationText: (milliseconds: number) => string): void {
    this.appearance = appearance;
    this.durationText = durationText;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    const palette = PALETTES[this.appearance].map;
    view.context.lineJoin = 'round';
    view.context.lineCap = 'round';
    for (const { segments, rough } of this.tracks) {
      const lines = new Path2D();
      const dots = new Path2D();
      for (const segment of segments) traceSegment(view, segment, lines, dots);
      paintLines(view, palette, lines, dots);
      paintRough(view, palette, rough);
    }
    // Above the lines of all tracks, so that none covers a bar.
    for (const { gaps } of this.tracks)
      for (const gap of gaps) paintGap(view, palette, gap, this.durationText(gap.durationMilliseconds));
    if (this.picked) paintPicked(view, palette, toPixels(view, ...this.picked));
  }
}

function toPixels({ scale, offsetX, offsetY }: CanvasView, lon: number, lat: number): Point {
  const world = toWorld(lon, lat);
  return { x: world.x * scale - offsetX, y: world.y * scale - offsetY };
}

function traceSegment(view: CanvasView, segment: readonly TrackFix[], lines: Path2D, dots: Path2D): void {
  segment.forEach(({ lon, lat }, index) => {
    const { x, y } = toPixels(view, lon, lat);
    if (index > 0) lines.lineTo(x, y);
    else lines.moveTo(x, y);
    // Alone it is no line; at the ends it says where the line begins and stops.
    if (index > 0 && index < segment.length - 1) return;
    dots.moveTo(x + DOT, y);
    dots.arc(x, y, DOT, 0, 2 * Math.PI);
  });
}

function paintLines({ context }: CanvasView, palette: Palette['map'], lines: Path2D, dots: Path2D): void {
  context.strokeStyle = palette.halo;
  context.lineWidth = HALO;
  context.stroke(lines);
  context.lineWidth = LINE;
  context.stroke(dots);
  context.strokeStyle = palette.team;
  context.stroke(lines);
  context.fillStyle = palette.team;
  context.fill(dots);
}

function paintRough(view: CanvasView, palette: Palette['map'], rough: readonly TrackFix[]): void {
  const { context } = view;
  context.lineWidth = 2;
  context.strokeStyle = palette.team;
  context.fillStyle = palette.halo;
  for (const { lon, lat } of rough) {
    const { x, y } = toPixels(view, lon, lat);
    context.beginPath();
    context.arc(x, y, DOT, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

/** Nothing between the ends: nobody knows the way. */
function paintGap(
  view: CanvasView,
  palette: Palette['map'],
  gap: TrackGap<TrackFix>,
  duration: string,
): void {
  const before = toPixels(view, gap.before.lon, gap.before.lat);
  const after = toPixels(view, gap.after.lon, gap.after.lat);
  const angle = Math.atan2(after.y - before.y, after.x - before.x);
  for (const end of [before, after]) paintTick(view, palette, end, angle);
  // How long somebody took for a leap says nothing: the place is wrong, not the time.
  if (gap.reason !== 'jump') paintDuration(view, palette, before, duration);
}

function paintTick({ context }: CanvasView, palette: Palette['map'], { x, y }: Point, angle: number): void {
  const [dx, dy] = [-Math.sin(angle) * TICK, Math.cos(angle) * TICK];
  for (const [colour, width] of [
    [palette.halo, HALO],
    [palette.outline, LINE],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x - dx, y - dy);
    context.lineTo(x + dx, y + dy);
    context.stroke();
  }
}

function paintDuration({ context }: CanvasView, palette: Palette['map'], at: Point, text: string): void {
  context.font = LABEL_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 10;
  context.fillStyle = palette.plate;
  context.beginPath();
  context.roundRect(at.x - width / 2, at.y + TICK + 4, width, 20, 4);
  context.fill();
  context.fillStyle = palette.text;
  context.fillText(text, at.x, at.y + TICK + 14);
}

function paintPicked({ context }: CanvasView, palette: Palette['map'], { x, y }: Point): void {
  for (const [colour, width] of [
    [palette.halo, 6],
    [palette.focus, 3],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, PICKED, 0, 2 * Math.PI);
    context.stroke();
  }
}

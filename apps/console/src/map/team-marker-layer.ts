import type { LonLat } from '@izdeu/contracts';
import { PALETTES, type Palette as Colours } from '../design/palette.js';
import { canvasFont, TYPE } from '../design/scales.js';
import { toWorld } from './lat-lng.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

export interface TeamMarker {
  id: string;
  /** Call sign, never translated. */
  label: string;
  position: LonLat;
  accuracyMetres: number;
  headingDegrees?: number | undefined;
  /** When the fix was taken, epoch milliseconds. */
  at: number;
  /** Own position on the field view: drawn larger. */
  own?: boolean;
}

/** After two minutes without a fix a position is shown as old: faded, with a broken ring. */
export const STALE_AFTER_MILLISECONDS = 120_000;

const LABEL_FONT = canvasFont(13, TYPE.weight.strong);
type Palette = Colours['map'];

/** Live positions of teams. A frame replaces what changed by id; ages advance by `setNow`, not by a clock here. */
export class TeamMarkerLayer extends ViewportCanvasLayer {
  private readonly markers = new Map<string, TeamMarker>();
  private appearance: MapAppearance = 'day';
  private now = Date.now();
  private ageText: (ageMilliseconds: number) => string = () => '';

  constructor() {
    super('teams');
  }

  setMarkers(markers: Iterable<TeamMarker>): void {
    this.markers.clear();
    for (const marker of markers) this.markers.set(marker.id, marker);
    this.redraw();
  }

  setNow(now: number): void {
    this.now = now;
    this.redraw();
  }

  setLook(appearance: MapAppearance, ageText: (ageMilliseconds: number) => string): void {
    this.appearance = appearance;
    this.ageText = ageText;
    this.redraw();
  }

  /** Marker within `reachPixels` of a place on the map; a gloved finger wants 28. */
  markerAt([lon, lat]: LonLat, reachPixels = 28): TeamMarker | null {
    const { view } = this;
    if (!view) return null;
    const world = toWorld(lon, lat);
    let nearest: TeamMarker | null = null;
    let reach = reachPixels;
    for (const marker of this.markers.values()) {
      const point = toWorld(...marker.position);
      const distance = Math.hypot(point.x - world.x, point.y - world.y) * view.scale;
      if (distance <= reach) [nearest, reach] = [marker, distance];
    }
    return nearest;
  }

  protected override draw(view: CanvasView): void {
    const palette = PALETTES[this.appearance].map;
    for (const marker of this.markers.values()) {
      const world = toWorld(...marker.position);
      const x = world.x * view.scale - view.offsetX;
      const y = world.y * view.scale - view.offsetY;
      if (x < -60 || y < -60 || x > view.width + 60 || y > view.height + 60) continue;
      const age = Math.max(0, this.now - marker.at);
      const stale = age > STALE_AFTER_MILLISECONDS;
      view.context.globalAlpha = stale ? 0.65 : 1;
      paintAccuracy(view, palette, marker, x, y, stale);
      paintArrow(view, palette, marker, x, y, stale);
      paintLabel(view, palette, marker.label, this.ageText(age), x, y);
    }
    view.context.globalAlpha = 1;
  }
}

function paintAccuracy(
  { context, scale }: CanvasView,
  palette: Palette,
  marker: TeamMarker,
  x: number,
  y: number,
  stale: boolean,
): void {
  const metresPerPixel = (Math.cos((marker.position[1] * Math.PI) / 180) * 40_075_016.7) / (256 * scale);
  const radius = marker.accuracyMetres / metresPerPixel;
  if (radius < 12) return;
  context.beginPath();
  context.arc(x, y, Math.min(radius, 4000), 0, 2 * Math.PI);
  context.fillStyle = palette.teamRing;
  context.fill();
  context.strokeStyle = palette.team;
  context.lineWidth = 1;
  context.setLineDash(stale ? [4, 4] : []);
  context.stroke();
  context.setLineDash([]);
}

/** A disc; with a known heading a beak points where the team goes. Old ones are hollow. */
function paintArrow(
  { context }: CanvasView,
  palette: Palette,
  marker: TeamMarker,
  x: number,
  y: number,
  stale: boolean,
): void {
  const radius = marker.own ? 10 : 8;
  context.save();
  context.translate(x, y);
  context.beginPath();
  if (marker.headingDegrees === undefined || stale) context.arc(0, 0, radius, 0, 2 * Math.PI);
  else {
    context.rotate((marker.headingDegrees * Math.PI) / 180);
    context.arc(0, 0, radius, -0.25 * Math.PI, 1.25 * Math.PI);
    context.lineTo(0, -radius * 1.9);
    context.closePath();
  }
  context.lineWidth = stale ? 3 : 2;
  context.fillStyle = stale ? palette.halo : marker.own ? palette.mark : palette.team;
  context.strokeStyle = stale ? palette.team : palette.halo;
  context.fill();
  context.stroke();
  context.restore();
}

function paintLabel(
  { context }: CanvasView,
  palette: Palette,
  label: string,
  age: string,
  x: number,
  y: number,
): void {
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.font = LABEL_FONT;
  context.fillStyle = palette.plate;
  context.beginPath();
  context.roundRect(x + 13, y - 15, Math.max(context.measureText(label).width, age.length * 6) + 8, 32, 4);
  context.fill();
  context.fillStyle = palette.text;
  for (const [text, font, dy] of [
    [label, LABEL_FONT, -6],
    [age, canvasFont(11), 8],
  ] as const) {
    context.font = font;
    context.fillText(text, x + 17, y + dy);
  }
}

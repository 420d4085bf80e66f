import type { LiveMarker } from './live-marker.js';
import { MARKER_PALETTES } from './marker-palette.js';
import { TRAIL_MILLISECONDS, type TrailBook, type TrailPoint } from './marker-trails.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** Older thirds of a trail are fainter; three strokes for all trails together instead of one a piece. */
const THIRDS = [0.2, 0.4, 0.7];
/** Nearer points than this make no visible difference. */
const STEP_PIXELS = 2;
const SLOWEST_REDRAW_MILLISECONDS = 1000;

/** The way of the last minutes behind each mark. Redrawn at most once a second: the marks themselves tell where they are. */
export class TrailLayer extends ViewportCanvasLayer {
  private markers: readonly LiveMarker[] = [];
  private appearance: MapAppearance = 'day';
  private now = 0;
  private drawnAt = 0;
  private hidden = false;

  constructor(private readonly book: TrailBook) {
    super('trails');
  }

  setAppearance(appearance: MapAppearance): void {
    this.appearance = appearance;
    this.redraw();
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    this.redraw();
  }

  /** The marks whose trails are shown, with their newest places. */
  take(markers: readonly LiveMarker[], now: number): void {
    for (const marker of markers) this.book.take(marker);
    this.book.prune(now, new Set(markers.map(({ id }) => id)));
    this.markers = markers;
    this.now = now;
    const real = performance.now();
    if (real - this.drawnAt < SLOWEST_REDRAW_MILLISECONDS) return;
    this.drawnAt = real;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    if (this.hidden) return;
    const paths = THIRDS.map(() => new Path2D());
    for (const { id } of this.markers) this.trace(view, this.book.of(id), paths);
    const { context } = view;
    context.strokeStyle = MARKER_PALETTES[this.appearance].trail;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    paths.forEach((path, third) => {
      context.globalAlpha = THIRDS[third] ?? 1;
      context.stroke(path);
    });
    context.globalAlpha = 1;
  }

  private trace(view: CanvasView, trail: readonly TrailPoint[], paths: readonly Path2D[]): void {
    let last: { x: number; y: number } | null = null;
    for (const point of trail) {
      const x = point.x * view.scale - view.offsetX;
      const y = point.y * view.scale - view.offsetY;
      if (last && Math.hypot(x - last.x, y - last.y) < STEP_PIXELS) continue;
      const age = Math.max(0, Math.min(0.999, (this.now - point.at) / TRAIL_MILLISECONDS));
      const path = paths[THIRDS.length - 1 - Math.floor(age * THIRDS.length)];
      if (last && path && isNear(view, x, y)) {
        path.moveTo(last.x, last.y);
        path.lineTo(x, y);
      }
      last = { x, y };
    }
  }
}

const isNear = ({ width, height }: CanvasView, x: number, y: number): boolean =>
  x > -200 && y > -200 && x < width + 200 && y < height + 200;

import { PALETTES } from '../design/palette.js';
import { traceSector, type SectorBucket } from './sector-buckets.js';
import { at, type SectorGeometry } from './sector-geometry.js';
import {
  fillOpacity,
  patternTile,
  screenPattern,
  sectorColour,
  stateOfStyle,
  type MapAppearance,
  type SectorState,
} from './sector-style.js';
import type { CanvasView } from './viewport-canvas-layer.js';

/** Below this size of a cell on the screen a pattern is only noise, and takes long to draw. */
const PATTERN_FROM_PIXELS = 14;
const OUTLINE_FROM_PIXELS = 8;

/** Colours and pattern tiles of one appearance, made once. */
export class SectorPalette {
  private readonly tiles = new Map<SectorState, HTMLCanvasElement | null>();
  readonly outline: string;
  readonly focus: string;
  readonly text: string;
  readonly halo: string;

  constructor(private readonly appearance: MapAppearance) {
    const { outline, focus, text, haloSoft } = PALETTES[appearance].map;
    this.outline = outline;
    this.focus = focus;
    this.text = text;
    this.halo = haloSoft;
  }

  colour(state: SectorState): string {
    return sectorColour(state, this.appearance);
  }

  tile(state: SectorState): HTMLCanvasElement | null {
    const known = this.tiles.get(state);
    if (known !== undefined) return known;
    const tile = patternTile(state, this.appearance);
    this.tiles.set(state, tile);
    return tile;
  }
}

/** Runs a drawing in world units from a bucket's corner, then puts the canvas back to pixels. */
function inWorld(view: CanvasView, origin: { minX: number; minY: number }, run: () => void): void {
  const { context, scale } = view;
  context.save();
  context.translate(origin.minX * scale - view.offsetX, origin.minY * scale - view.offsetY);
  context.scale(scale, scale);
  run();
  context.restore();
}

/** Size on the screen of the bucket's first sector; neighbours are of a kind. */
function cellPixels(view: CanvasView, bucket: SectorBucket, { boxes }: SectorGeometry): number {
  const first = (bucket.members[0] ?? 0) * 4;
  return (
    Math.min(at(boxes, first + 2) - at(boxes, first), at(boxes, first + 3) - at(boxes, first + 1)) *
    view.scale
  );
}

export function paintBucket(
  view: CanvasView,
  bucket: SectorBucket,
  geometry: SectorGeometry,
  palette: SectorPalette,
  withCoverage: boolean,
): void {
  const { context } = view;
  const pixels = cellPixels(view, bucket, geometry);
  inWorld(view, bucket.box, () => {
    for (const [style, path] of bucket.paths) {
      const state = stateOfStyle(style);
      const colour = palette.colour(state);
      context.globalAlpha = fillOpacity(style, withCoverage);
      context.fillStyle = colour;
      context.fill(path);
      const tile = pixels >= PATTERN_FROM_PIXELS ? palette.tile(state) : null;
      const pattern = tile ? screenPattern(context, tile, view.scale) : null;
      context.globalAlpha = 0.8;
      if (pattern) {
        context.fillStyle = pattern;
        context.fill(path);
      }
      if (pixels >= OUTLINE_FROM_PIXELS) {
        context.strokeStyle = colour;
        context.lineWidth = (state === 'unsearched' ? 0.8 : 1.2) / view.scale;
        context.stroke(path);
      }
    }
  });
}

export function paintOutline(
  view: CanvasView,
  geometry: SectorGeometry,
  index: number,
  colour: string,
  widthPixels: number,
  dash: readonly number[] = [],
): void {
  const origin = { minX: at(geometry.boxes, index * 4), minY: at(geometry.boxes, index * 4 + 1) };
  const path = new Path2D();
  traceSector(path, geometry, index, origin);
  inWorld(view, origin, () => {
    view.context.strokeStyle = colour;
    view.context.lineWidth = widthPixels / view.scale;
    view.context.setLineDash(dash.map((length) => length / view.scale));
    view.context.stroke(path);
  });
}

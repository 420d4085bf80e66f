import { BoxIndex, placeLabels, type Box } from './label-placement.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

export interface MapLabel {
  /** Canvas pixels of what it names. */
  x: number;
  y: number;
  lines: readonly { text: string; font: string }[];
  /** In the middle of its place, or beside a mark of this radius. */
  beside: number | null;
  priority: number;
  colour: string;
  halo: string;
  /** Longer lines are drawn narrower. */
  maxWidth?: number | undefined;
}

export type LabelSource = (view: CanvasView) => Iterable<MapLabel>;

const LINE_HEIGHT = 17;
/** The halo reaches past the letters. */
const MARGIN = 2;
const REMEMBERED_WIDTHS = 20_000;

interface Placed {
  label: MapLabel;
  box: Box;
  hidden: boolean;
}

/**
 * Names of sectors, points and settlements, on one canvas and placed together, so that none covers another. Names of
 * teams move above it: those below them are taken away, and come back, one by one. Boxes never overlap, so erasing
 * one erases no other.
 */
export class LabelLayer extends ViewportCanvasLayer {
  private readonly sources = new Map<string, LabelSource>();
  private placed: Placed[] = [];
  /** Names of teams, in pixels of the world at `obstacleZoom`. */
  private obstacles: readonly Box[] = [];
  private obstacleZoom = -1;
  private readonly widths = new Map<string, number>();

  constructor() {
    super('labels');
  }

  /** null takes a kind of labels away. */
  setSource(name: string, source: LabelSource | null): void {
    if (source) this.sources.set(name, source);
    else this.sources.delete(name);
    this.redraw();
  }

  /** Places that names of moving things take now; given in pixels of the canvas that they were drawn on. */
  setObstacles(boxes: readonly Box[], { offsetX, offsetY, zoom }: CanvasView): void {
    this.obstacleZoom = zoom;
    this.obstacles = boxes.map((box) => shift(box, offsetX, offsetY));
    if (this.view?.zoom === zoom) this.giveWay(this.view);
  }

  protected override draw(view: CanvasView): void {
    const labels = [...this.sources.values()].flatMap((source) => [...source(view)]);
    const boxes = placeLabels(
      labels.map((label) => this.requestOf(label, view)),
      new BoxIndex(),
    );
    this.placed = labels.flatMap((label, index) => {
      const box = boxes[index];
      return box ? [{ label, box, hidden: true }] : [];
    });
    this.giveWay(view);
  }

  /** Erases the labels that are covered now, writes those that are free again. */
  private giveWay(view: CanvasView): void {
    const taken = new BoxIndex();
    if (this.obstacleZoom === view.zoom)
      for (const box of this.obstacles) taken.add(shift(box, -view.offsetX, -view.offsetY));
    for (const placed of this.placed) {
      const hidden = taken.hits(placed.box);
      if (hidden === placed.hidden) continue;
      placed.hidden = hidden;
      if (hidden) erase(view, placed.box);
      else write(view, placed.label, placed.box);
    }
  }

  private requestOf(label: MapLabel, view: CanvasView) {
    const width =
      Math.min(label.maxWidth ?? Infinity, Math.max(...label.lines.map((line) => this.widthOf(view, line)))) +
      2 * MARGIN;
    const height = label.lines.length * LINE_HEIGHT;
    const { x, y, priority, beside } = label;
    const offsets: [number, number][] =
      beside === null
        ? [[-width / 2, -height / 2]]
        : [
            [beside, -height / 2],
            [-beside - width, -height / 2],
          ];
    return { x, y, width, height, priority, offsets };
  }

  private widthOf({ context }: CanvasView, { text, font }: MapLabel['lines'][number]): number {
    const key = `${font}|${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    if (this.widths.size > REMEMBERED_WIDTHS) this.widths.clear();
    context.font = font;
    const { width } = context.measureText(text);
    this.widths.set(key, width);
    return width;
  }
}

const shift = ({ left, top, right, bottom }: Box, dx: number, dy: number): Box => ({
  left: left + dx,
  right: right + dx,
  top: top + dy,
  bottom: bottom + dy,
});

const erase = ({ context }: CanvasView, { left, top, right, bottom }: Box): void =>
  context.clearRect(left, top, right - left, bottom - top);

function write({ context }: CanvasView, label: MapLabel, { left, top, right }: Box): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = label.halo;
  context.fillStyle = label.colour;
  const x = (left + right) / 2;
  label.lines.forEach(({ text, font }, line) => {
    const y = top + LINE_HEIGHT * (line + 0.5);
    context.font = font;
    context.strokeText(text, x, y, label.maxWidth);
    context.fillText(text, x, y, label.maxWidth);
  });
}

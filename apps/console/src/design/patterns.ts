/** Side of a pattern's square tile in pixels of the screen. */
export const PATTERN_TILE = 12;

type Segment = readonly [x1: number, y1: number, x2: number, y2: number];
/** What one tile repeats: lines, discs (x, y, radius), or the whole tile filled. */
interface Drawing {
  readonly lines?: readonly Segment[];
  readonly discs?: readonly (readonly [x: number, y: number, radius: number])[];
  readonly filled?: true;
}

const UP: readonly Segment[] = [
  [-3, 3, 3, -3],
  [-3, 15, 15, -3],
  [9, 15, 15, 9],
];
const DOWN: readonly Segment[] = [
  [-3, 9, 3, 15],
  [-3, -3, 15, 15],
  [9, -3, 15, 3],
];

/** Twelve patterns that stay apart at the size of a badge, in one colour, printed in black. */
export const PATTERNS = {
  none: {},
  solid: { filled: true },
  dots: {
    discs: [
      [3, 3, 1.5],
      [9, 9, 1.5],
    ],
  },
  discs: { discs: [[6, 6, 3.4]] },
  'lines-up': { lines: UP },
  'lines-down': { lines: DOWN },
  cross: { lines: [...UP, ...DOWN] },
  horizontal: {
    lines: [
      [0, 3, 12, 3],
      [0, 9, 12, 9],
    ],
  },
  vertical: {
    lines: [
      [3, 0, 3, 12],
      [9, 0, 9, 12],
    ],
  },
  grid: {
    lines: [
      [6, 0, 6, 12],
      [0, 6, 12, 6],
    ],
  },
  zigzag: {
    lines: [
      [0, 9, 6, 3],
      [6, 3, 12, 9],
    ],
  },
  dashes: {
    lines: [
      [1, 3, 6, 3],
      [7, 9, 12, 9],
    ],
  },
} as const satisfies Record<string, Drawing>;
export type Pattern = keyof typeof PATTERNS;

export const PATTERN_LINE_PIXELS = 1.6;

const drawingOf = (pattern: Pattern): Drawing => PATTERNS[pattern];

/** Draws one tile in the context's colours; the caller scales. */
export function paintPattern(context: CanvasRenderingContext2D, pattern: Pattern): void {
  const { lines = [], discs = [], filled } = drawingOf(pattern);
  if (filled) context.fillRect(0, 0, PATTERN_TILE, PATTERN_TILE);
  context.lineWidth = PATTERN_LINE_PIXELS;
  context.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
  for (const [x, y, radius] of discs) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/** The same tile as paths of an SVG. */
export function patternPaths(pattern: Pattern): { strokes: string; fills: string } {
  const { lines = [], discs = [], filled } = drawingOf(pattern);
  const strokes = lines.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join('');
  const rounds = discs
    .map(([x, y, r]) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`)
    .join('');
  return { strokes, fills: filled ? `M0 0H${PATTERN_TILE}V${PATTERN_TILE}H0Z` : rounds };
}

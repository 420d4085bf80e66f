/**
 * Our own signs for the map, each on a grid of 24. `stroke` is drawn as a line 2 wide, `fill` is filled. One source for
 * legend, buttons (`MapSymbolIcon`) and canvas (`paintSymbol`). Shapes differ without colour: round for points of the
 * plan, pointed for dangers, plates for people and things.
 */
export interface MapSymbol {
  readonly stroke?: string;
  readonly fill?: string;
}

const disc = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const MAP_SYMBOLS = {
  /** Initial planning point: a circle with a cross, as on paper. */
  ipp: { stroke: `${disc(12, 12, 6)}M1 12H23M12 1V23` },
  /** Place last seen: an eye. */
  pls: { stroke: 'M1 12Q12 1 23 12Q12 23 1 12Z', fill: disc(12, 12, 3.4) },
  /** Last known position: a diamond with its point. */
  lkp: { stroke: 'M12 2L22 12L12 22L2 12Z', fill: disc(12, 12, 3) },
  find: { fill: 'M12 1.5L15.2 8.4L22.7 9.3L17.2 14.4L18.6 21.8L12 18.1L5.4 21.8L6.8 14.4L1.3 9.3L8.8 8.4Z' },
  hazard: { stroke: 'M12 2.5L22.5 21H1.5ZM12 9V14.5', fill: disc(12, 17.6, 1.3) },
  containment: { stroke: 'M2 7H22V13H2ZM5 13V21M19 13V21M7 13L12 7M14 13L19 7' },
  'command-post': { stroke: 'M6 22V2', fill: 'M6 2L21 7L6 12Z' },
  team: { stroke: 'M3 4H21V20H3Z', fill: `${disc(8.5, 12, 2.4)}${disc(15.5, 12, 2.4)}` },
  person: { stroke: 'M4.5 22Q4.5 13.5 12 13.5T19.5 22', fill: disc(12, 6.6, 4.2) },
  vehicle: {
    stroke: 'M2 16V11.5L5 6H16L20 11.5H22V16Z',
    fill: `${disc(7, 17.5, 2.8)}${disc(17, 17.5, 2.8)}`,
  },
  dog: { stroke: 'M3 9L8 4L10 9H18L21 6M18 9V20M6 12V20M6 13H18' },
  drone: {
    stroke: `M6 6L18 18M18 6L6 18${disc(5, 5, 3)}${disc(19, 5, 3)}${disc(5, 19, 3)}${disc(19, 19, 3)}`,
  },
  clue: { stroke: `${disc(10, 10, 7)}M15.2 15.2L22 22` },
  sighting: { stroke: 'M3 3H21V16H12L7 21V16H3Z', fill: disc(12, 9.5, 2.2) },
  track: { stroke: `M5 19Q5 10 12 12T19 5`, fill: `${disc(5, 19, 2.6)}${disc(19, 5, 2.6)}` },
  shelter: { stroke: 'M2 12L12 3L22 12M5 10V21H19V10M10 21V15H14V21' },
  water: { stroke: 'M2 8Q5.5 4.5 9 8T16 8T22 7M2 15Q5.5 11.5 9 15T16 15T22 14' },
} as const satisfies Record<string, MapSymbol>;

export type MapSymbolName = keyof typeof MAP_SYMBOLS;
export const MAP_SYMBOL_NAMES = Object.keys(MAP_SYMBOLS) as readonly MapSymbolName[];
export const SYMBOL_GRID = 24;

export const symbolOf = (name: MapSymbolName): MapSymbol => MAP_SYMBOLS[name];

export interface SymbolPaint {
  readonly x: number;
  readonly y: number;
  /** Pixels of the screen from edge to edge. */
  readonly size: number;
  readonly colour: string;
  /** Drawn around it, so that it stands out on any ground. */
  readonly halo: string;
}

/** Draws a symbol with its middle at x, y of a canvas in pixels. */
export function paintSymbol(
  context: CanvasRenderingContext2D,
  name: MapSymbolName,
  paint: SymbolPaint,
): void {
  const { stroke = '', fill = '' } = symbolOf(name);
  const lines = new Path2D(stroke);
  const areas = new Path2D(fill);
  const scale = paint.size / SYMBOL_GRID;
  context.save();
  context.translate(paint.x - paint.size / 2, paint.y - paint.size / 2);
  context.scale(scale, scale);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.strokeStyle = paint.halo;
  context.lineWidth = 5;
  context.stroke(lines);
  context.stroke(areas);
  context.strokeStyle = paint.colour;
  context.fillStyle = paint.colour;
  context.lineWidth = 2.2;
  context.stroke(lines);
  context.fill(areas);
  context.restore();
}

/** What a sector looks like. Its order is that of the legend and of the bytes kept per sector. */
export const SECTOR_STATES = [
  'unsearched',
  'assigned',
  'en-route',
  'searching',
  'searched',
  'incomplete',
  'ageing',
  'hazard',
] as const;
export type SectorState = (typeof SECTOR_STATES)[number];

export interface SectorStatus {
  state: SectorState;
  /** Cumulative POD, 0 to 1. */
  pod: number;
}

export type MapAppearance = 'day' | 'dark' | 'night';
type Pattern = 'none' | 'dots' | 'lines-up' | 'lines-down' | 'cross' | 'horizontal' | 'vertical' | 'zigzag';

/** Colour and pattern both tell the state apart: either one alone is enough. */
const PATTERNS: Record<SectorState, Pattern> = {
  unsearched: 'none',
  assigned: 'dots',
  'en-route': 'vertical',
  searching: 'lines-up',
  searched: 'none',
  incomplete: 'horizontal',
  ageing: 'lines-down',
  hazard: 'cross',
};

/** Okabe and Ito's palette, told apart with every common colour blindness. */
const COLOURS: Record<'day' | 'dark', Record<SectorState, string>> = {
  day: {
    unsearched: '#5c6670',
    assigned: '#0072b2',
    'en-route': '#7a4fbf',
    searching: '#d55e00',
    searched: '#00795a',
    incomplete: '#9a7400',
    ageing: '#4f7f73',
    hazard: '#c1121f',
  },
  dark: {
    unsearched: '#a7b0b8',
    assigned: '#56b4e9',
    'en-route': '#b79cf0',
    searching: '#ff9a4d',
    searched: '#2fc79b',
    incomplete: '#f0d34a',
    ageing: '#8fc0b2',
    hazard: '#ff6b6b',
  },
};

const NIGHT_STRENGTH: Record<SectorState, string> = {
  unsearched: '#7a2018',
  assigned: '#a83126',
  'en-route': '#b8382c',
  searching: '#f06a5a',
  searched: '#c0352a',
  incomplete: '#b8382c',
  ageing: '#8e281f',
  hazard: '#ff6352',
};

export const sectorColour = (state: SectorState, appearance: MapAppearance): string =>
  appearance === 'night' ? NIGHT_STRENGTH[state] : COLOURS[appearance][state];

/** POD is shown in four strengths; finer ones cannot be told apart over a map. */
export const POD_LEVELS = 4;

/** One byte holds state and POD level. */
export const styleOf = (state: SectorState, pod: number): number =>
  SECTOR_STATES.indexOf(state) * POD_LEVELS +
  Math.max(0, Math.min(POD_LEVELS - 1, Math.floor(pod * POD_LEVELS)));

export const stateOfStyle = (style: number): SectorState =>
  SECTOR_STATES[Math.floor(style / POD_LEVELS)] ?? 'unsearched';

/** Opacity of the flat fill: a searched sector is the fuller the higher its POD, never "clear". */
export function fillOpacity(style: number): number {
  const state = stateOfStyle(style);
  if (state === 'searched' || state === 'ageing') return 0.16 + 0.14 * (style % POD_LEVELS);
  if (state === 'unsearched') return 0.06;
  return 0.22;
}

const TILE = 12;

/** A small tile of the state's pattern, or null for a flat fill. Drawn at twice the size for sharp screens. */
export function patternTile(state: SectorState, appearance: MapAppearance): HTMLCanvasElement | null {
  const kind = PATTERNS[state];
  if (kind === 'none') return null;
  const tile = document.createElement('canvas');
  tile.width = TILE * 2;
  tile.height = TILE * 2;
  const context = tile.getContext('2d');
  if (!context) return null;
  context.scale(2, 2);
  context.strokeStyle = sectorColour(state, appearance);
  context.fillStyle = context.strokeStyle;
  context.lineWidth = 1.6;
  drawPattern(context, kind);
  return tile;
}

function drawPattern(context: CanvasRenderingContext2D, kind: Pattern): void {
  const lines: Record<Exclude<Pattern, 'none' | 'dots'>, readonly (readonly number[])[]> = {
    'lines-up': [
      [-3, 3, 3, -3],
      [-3, 15, 15, -3],
      [9, 15, 15, 9],
    ],
    'lines-down': [
      [-3, 9, 3, 15],
      [-3, -3, 15, 15],
      [9, -3, 15, 3],
    ],
    cross: [
      [-3, 3, 3, -3],
      [-3, 15, 15, -3],
      [9, 15, 15, 9],
      [-3, 9, 3, 15],
      [-3, -3, 15, 15],
      [9, -3, 15, 3],
    ],
    horizontal: [
      [0, 3, 12, 3],
      [0, 9, 12, 9],
    ],
    vertical: [
      [3, 0, 3, 12],
      [9, 0, 9, 12],
    ],
    zigzag: [
      [0, 9, 6, 3],
      [6, 3, 12, 9],
    ],
  };
  context.beginPath();
  if (kind === 'dots') {
    context.arc(3, 3, 1.5, 0, 2 * Math.PI);
    context.arc(9, 9, 1.5, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  if (kind === 'none') return;
  for (const [x1, y1, x2, y2] of lines[kind]) {
    context.moveTo(x1 ?? 0, y1 ?? 0);
    context.lineTo(x2 ?? 0, y2 ?? 0);
  }
  context.stroke();
}

/** A pattern that stays the same size on the screen, whatever the drawing is scaled by. */
export function screenPattern(
  context: CanvasRenderingContext2D,
  tile: HTMLCanvasElement,
  scale: number,
): CanvasPattern | null {
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / (2 * scale)));
  return pattern;
}

import type { Appearance } from '../design/appearances.js';
import { PALETTES, SECTOR_STATES, type SectorState } from '../design/palette.js';
import { paintPattern, PATTERN_TILE } from '../design/patterns.js';
import { SECTOR_PATTERNS } from '../design/state-look.js';

export { SECTOR_STATES, type SectorState };
export type MapAppearance = Appearance;

export interface SectorStatus {
  state: SectorState;
  /** Cumulative POD, 0 to 1. */
  pod: number;
}

export const sectorColour = (state: SectorState, appearance: MapAppearance): string =>
  PALETTES[appearance].sector[state];

/** POD is shown in four strengths; finer ones cannot be told apart over a map. */
export const POD_LEVELS = 4;

/** One byte holds state and POD level. */
export const styleOf = (state: SectorState, pod: number): number =>
  SECTOR_STATES.indexOf(state) * POD_LEVELS +
  Math.max(0, Math.min(POD_LEVELS - 1, Math.floor(pod * POD_LEVELS)));

export const stateOfStyle = (style: number): SectorState =>
  SECTOR_STATES[Math.floor(style / POD_LEVELS)] ?? 'unsearched';

/** Opacity of the flat fill: a searched sector is the fuller the higher its POD, never "clear". */
export function fillOpacity(style: number, withCoverage = true): number {
  const state = stateOfStyle(style);
  if (state === 'searched' || state === 'ageing')
    return withCoverage ? 0.16 + 0.14 * (style % POD_LEVELS) : 0.3;
  if (state === 'unsearched') return 0.06;
  return 0.22;
}

/**
 * A small tile of the state's pattern, or null for a flat fill, whose strength tells the POD. Drawn at twice the size
 * for sharp screens.
 */
export function patternTile(state: SectorState, appearance: MapAppearance): HTMLCanvasElement | null {
  const pattern = SECTOR_PATTERNS[state];
  if (pattern === 'none' || pattern === 'solid') return null;
  const tile = document.createElement('canvas');
  tile.width = PATTERN_TILE * 2;
  tile.height = PATTERN_TILE * 2;
  const context = tile.getContext('2d');
  if (!context) return null;
  context.scale(2, 2);
  context.strokeStyle = sectorColour(state, appearance);
  context.fillStyle = context.strokeStyle;
  paintPattern(context, pattern);
  return tile;
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

import type { GridDefinition } from '@izdeu/contracts';
import { union } from 'polyclip-ts';
import { buildGridCellsWith, type GridCell } from './build-grid-cells.js';

/** Every cell of any grid, with the general clipper (15 kB) at hand. A file of its own, so that a phone may do without. */
export const buildGridCells = (grid: GridDefinition): GridCell[] =>
  buildGridCellsWith(grid, (rings) => union(rings));

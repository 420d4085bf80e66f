import { buildGridCells } from '@izdeu/domain';
import type { BuildCells } from './sector-shape.js';

/** Cells of any outline. Behind an import of its own: the clipper comes with it. */
export const buildClippedCells: BuildCells = buildGridCells;

import type { GeoMultiPolygon, GeoPolygon, Grid, LonLat } from '@izdeu/contracts';
import { buildGridCellsWith, cellIndexOf, type GridCell, type IncidentState } from '@izdeu/domain';

export interface SectorShape {
  readonly geometry: GeoPolygon | GeoMultiPolygon;
  readonly areaSquareMetres: number;
}

export type BuildCells = (definition: Grid['definition']) => readonly GridCell[];

/** The outline wanders within one cell: cells need the general clipper, which a phone fetches only then (15 kB). */
export class ClipperNeeded extends Error {
  override readonly name = 'ClipperNeeded';
}

export const buildSimpleCells: BuildCells = (definition) =>
  buildGridCellsWith(definition, () => {
    throw new ClipperNeeded();
  });

/** A grid's definition never changes under its id. */
const built = new Map<string, readonly GridCell[]>();

function cellsOf(grid: Grid, buildCells: BuildCells): readonly GridCell[] {
  const cells = built.get(grid.id) ?? buildCells(grid.definition);
  built.set(grid.id, cells);
  return cells;
}

/**
 * Outline of a sector: drawn by hand, or rebuilt from its grid. Null when the incident does not hold it.
 * @throws ClipperNeeded when `buildCells` is the simple one and not enough
 */
export function sectorShapeOf(
  { sectors, grids }: Pick<IncidentState, 'sectors' | 'grids'>,
  sectorId: string,
  buildCells: BuildCells,
): SectorShape | null {
  const drawn = sectors.get(sectorId);
  if (drawn) return drawn;
  for (const grid of grids.values()) {
    const index = cellIndexOf(grid.id, sectorId);
    if (index !== null) return cellsOf(grid, buildCells)[index] ?? null;
  }
  return null;
}

export const outerRings = ({ geometry }: SectorShape): (readonly LonLat[])[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flatMap((rings) =>
    rings[0] ? [rings[0]] : [],
  );

import type { GeoMultiPolygon, GeoPolygon, Grid, LonLat } from '@izdeu/contracts';
import { buildGridCells, cellIndexOf, type GridCell, type IncidentState } from '@izdeu/domain';

export interface SectorShape {
  readonly geometry: GeoPolygon | GeoMultiPolygon;
  readonly areaSquareMetres: number;
}

/** A grid's definition never changes under its id. */
const built = new Map<string, readonly GridCell[]>();

function cellsOf(grid: Grid): readonly GridCell[] {
  const cells = built.get(grid.id) ?? buildGridCells(grid.definition);
  built.set(grid.id, cells);
  return cells;
}

/** Outline of a sector: drawn by hand, or rebuilt from its grid. Null when the incident does not hold it. */
export function sectorShapeOf(
  { sectors, grids }: Pick<IncidentState, 'sectors' | 'grids'>,
  sectorId: string,
): SectorShape | null {
  const drawn = sectors.get(sectorId);
  if (drawn) return drawn;
  for (const grid of grids.values()) {
    const index = cellIndexOf(grid.id, sectorId);
    if (index !== null) return cellsOf(grid)[index] ?? null;
  }
  return null;
}

export const outerRings = ({ geometry }: SectorShape): (readonly LonLat[])[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flatMap((rings) =>
    rings[0] ? [rings[0]] : [],
  );

import type { CellSizeMetres, GeoPolygon, GridAlphabet, LonLat } from '@izdeu/contracts';
import { fromUtm, hemisphereOf, planGrid, toUtm, type GridPlan } from '@izdeu/domain';
import { useMemo } from 'react';

/** A square along the grid lines of the zone with the point in its middle: a boundary that needs no pointer. */
export function squareAround(point: LonLat, sideMetres: number, zone: number): LonLat[] {
  const { eastingMetres, northingMetres } = toUtm(point, zone);
  const hemisphere = hemisphereOf(point);
  const half = sideMetres / 2;
  const corner = (east: number, north: number): LonLat =>
    fromUtm({
      zone,
      hemisphere,
      eastingMetres: eastingMetres + east * half,
      northingMetres: northingMetres + north * half,
    });
  const first = corner(-1, -1);
  return [first, corner(1, -1), corner(1, 1), corner(-1, 1), first];
}

export const polygonOf = (ring: readonly LonLat[]): GeoPolygon => ({
  type: 'Polygon',
  coordinates: [[...ring]],
});

/** What headquarters would make of this boundary, told before it is sent. */
export function useGridPlan(
  ring: readonly LonLat[] | null,
  zone: number,
  cellSizeMetres: CellSizeMetres,
  alphabet: GridAlphabet,
): GridPlan | null {
  return useMemo(
    () =>
      ring === null
        ? null
        : planGrid({ boundary: polygonOf(ring), zone, cellSizeMetres, alphabet, letterAxis: 'rows' }),
    [ring, zone, cellSizeMetres, alphabet],
  );
}

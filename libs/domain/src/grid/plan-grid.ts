import {
  type Boundary,
  type CellSizeMetres,
  type GridAlphabet,
  type GridDefinition,
  type GridLetterAxis,
  type LonLat,
  MAX_GRID_CELLS,
  MAX_GRID_RECTANGLE_CELLS,
} from '@izdeu/contracts';
import { type BoundaryProblem, boundaryProblem } from '../geo/boundary-problem.js';
import { MEAN_RADIUS_METRES, RADIANS_PER_DEGREE } from '../geo/ellipsoid.js';
import { centroidOf } from '../geo/polygon.js';
import {
  degreesFromMeridian,
  hemisphereOf,
  toUtm,
  UTM_NORTH_LIMIT_DEGREES,
  UTM_SOUTH_LIMIT_DEGREES,
  utmZoneOf,
} from '../geo/utm.js';
import { densifiedVertexCount, densifyRing } from './densify-boundary.js';
import { traceCells } from './trace-cells.js';

export interface GridRequest {
  readonly boundary: Boundary;
  /** Zone of the whole incident; that of the boundary's centroid unless given. */
  readonly zone?: number | undefined;
  readonly cellSizeMetres: CellSizeMetres;
  readonly alphabet: GridAlphabet;
  readonly letterAxis: GridLetterAxis;
}

export type GridRefusalCode =
  | 'GRID_TOO_LARGE'
  | 'BOUNDARY_TOO_LARGE'
  | 'BOUNDARY_TOO_COMPLEX'
  | 'BOUNDARY_TOO_SMALL'
  | 'BOUNDARY_OUTSIDE_ZONE'
  | 'BOUNDARY_ZERO_AREA'
  | 'BOUNDARY_SELF_CROSSING'
  | 'BOUNDARY_CROSSES_ANTIMERIDIAN'
  | 'BOUNDARY_HOLE_OUTSIDE';

export interface GridRefusal {
  readonly code: GridRefusalCode;
  /** The part of the request to change. */
  readonly field: 'boundary' | 'zone' | 'cellSizeMetres';
  readonly details: Readonly<Record<string, number>>;
}

export type GridPlan =
  | { readonly ok: true; readonly definition: GridDefinition; readonly cellCount: number }
  | { readonly ok: false; readonly refusal: GridRefusal };

/** Origins lie on whole kilometres, so that the grid's lines are lines of the printed MGRS map. */
const ORIGIN_STEP_METRES = 1000;
/** An outline drawn along a line of the map overshoots it by rounding; that must not add a row. */
const SNAP_TOLERANCE_METRES = 0.01;
/** Three degrees of the zone itself and six of its neighbour: enough for any incident, scale still below 1.006. */
const ZONE_REACH_DEGREES = 9;
/** Outline length in steps of densification: some 12,000 km. */
const MAX_DENSIFIED_VERTICES = 50_000;

const BOUNDARY_CODES: Record<BoundaryProblem, GridRefusalCode> = {
  TOO_LARGE: 'BOUNDARY_TOO_LARGE',
  CROSSES_ANTIMERIDIAN: 'BOUNDARY_CROSSES_ANTIMERIDIAN',
  ZERO_AREA: 'BOUNDARY_ZERO_AREA',
  SELF_CROSSING: 'BOUNDARY_SELF_CROSSING',
  HOLE_OUTSIDE: 'BOUNDARY_HOLE_OUTSIDE',
};

const refuse = (
  code: GridRefusalCode,
  field: GridRefusal['field'],
  details: GridRefusal['details'] = {},
): GridPlan => ({ ok: false, refusal: { code, field, details } });

interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

function extentOf(pairs: readonly LonLat[]): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of pairs) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return { west, south, east, north };
}

/** Cells of the enclosing rectangle, never more than there are: taken on a sphere at its narrower parallel, with 2 % to spare. */
function leastRectangleCells({ west, south, east, north }: Extent, cellSizeMetres: number): number {
  const metresPerDegree = MEAN_RADIUS_METRES * RADIANS_PER_DEGREE * 0.98;
  const furthest = Math.min(90, Math.max(Math.abs(south), Math.abs(north)));
  const width = (east - west) * metresPerDegree * Math.cos(furthest * RADIANS_PER_DEGREE);
  const height = (north - south) * metresPerDegree;
  return Math.ceil(width / cellSizeMetres) * Math.ceil(height / cellSizeMetres);
}

/** Everything that can be told from the outline itself, before a single cell is made. */
function refusalOfOutline({ boundary, cellSizeMetres }: GridRequest, zone: number): GridPlan | null {
  const problem = boundaryProblem(boundary);
  if (problem === 'CROSSES_ANTIMERIDIAN') return refuse(BOUNDARY_CODES[problem], 'boundary');
  const extent = extentOf(boundary.coordinates.flat());
  const cells = leastRectangleCells(extent, cellSizeMetres);
  if (cells > MAX_GRID_RECTANGLE_CELLS) {
    return refuse('GRID_TOO_LARGE', 'cellSizeMetres', { cells, limit: MAX_GRID_RECTANGLE_CELLS });
  }
  if (problem !== null) return refuse(BOUNDARY_CODES[problem], 'boundary');
  const reach = Math.max(
    Math.abs(degreesFromMeridian(extent.west, zone)),
    Math.abs(degreesFromMeridian(extent.east, zone)),
  );
  if (reach > ZONE_REACH_DEGREES) {
    return refuse('BOUNDARY_OUTSIDE_ZONE', 'zone', { zone, degrees: reach, limit: ZONE_REACH_DEGREES });
  }
  if (extent.south < UTM_SOUTH_LIMIT_DEGREES || extent.north > UTM_NORTH_LIMIT_DEGREES) {
    return refuse('BOUNDARY_OUTSIDE_ZONE', 'boundary', { south: extent.south, north: extent.north });
  }
  const vertices = densifiedVertexCount(boundary);
  if (vertices <= MAX_DENSIFIED_VERTICES) return null;
  return refuse('BOUNDARY_TOO_COMPLEX', 'boundary', { vertices, limit: MAX_DENSIFIED_VERTICES });
}

/** The smallest rectangle of cells around the outline whose north-west corner is on whole kilometres. */
function enclose(request: GridRequest, zone: number): GridDefinition {
  const { boundary, cellSizeMetres, alphabet, letterAxis } = request;
  const hemisphere = hemisphereOf(centroidOf(boundary));
  const outline = densifyRing(boundary.coordinates[0] ?? []).map((position): LonLat => {
    const utm = toUtm(position, zone, hemisphere);
    return [utm.eastingMetres, utm.northingMetres];
  });
  const { west, south, east, north } = extentOf(outline);
  const originEastingMetres =
    Math.floor((west + SNAP_TOLERANCE_METRES) / ORIGIN_STEP_METRES) * ORIGIN_STEP_METRES;
  const originNorthingMetres =
    Math.ceil((north - SNAP_TOLERANCE_METRES) / ORIGIN_STEP_METRES) * ORIGIN_STEP_METRES;
  const cellsIn = (metres: number): number =>
    Math.max(1, Math.ceil((metres - SNAP_TOLERANCE_METRES) / cellSizeMetres));
  return {
    zone,
    hemisphere,
    originEastingMetres,
    originNorthingMetres,
    cellSizeMetres,
    rows: cellsIn(originNorthingMetres - south),
    columns: cellsIn(east - originEastingMetres),
    alphabet,
    letterAxis,
    boundary,
  };
}

/** Lays a square grid over a search area, or says what to change. No cell is made for a grid over the limit. */
export function planGrid(request: GridRequest): GridPlan {
  const zone = request.zone ?? utmZoneOf(centroidOf(request.boundary));
  const refusal = refusalOfOutline(request, zone);
  if (refusal !== null) return refusal;
  const definition = enclose(request, zone);
  const rectangle = definition.rows * definition.columns;
  if (rectangle > MAX_GRID_RECTANGLE_CELLS) {
    return refuse('GRID_TOO_LARGE', 'cellSizeMetres', { cells: rectangle, limit: MAX_GRID_RECTANGLE_CELLS });
  }
  const { cellCount } = traceCells(definition);
  if (cellCount > MAX_GRID_CELLS) {
    return refuse('GRID_TOO_LARGE', 'cellSizeMetres', { cells: cellCount, limit: MAX_GRID_CELLS });
  }
  if (cellCount === 0) return refuse('BOUNDARY_TOO_SMALL', 'boundary');
  return { ok: true, definition, cellCount };
}

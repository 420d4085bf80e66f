import type { LonLat } from '@izdeu/contracts';
import { type PlanePair, signedRingArea } from '../geo/polygon.js';
import type { PlaneRing } from './clip-ring.js';
import type { PartialCell } from './trace-cells.js';

/** A piece of a cell on the grid's plane: outer ring counter-clockwise, holes clockwise, all open. */
export type PlanePiece = readonly PlaneRing[];

/** Resolves a ring that touches or crosses itself: closed rings of one polygon in, valid polygons out. */
export type Clipper = (rings: [number, number][][]) => readonly (readonly (readonly PlanePair[])[])[];

/** More vertices than this on the cell's sides and the ring goes to the general clipper unseen. */
const MAX_SIDE_VERTICES = 24;

interface CellSides {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Whether an edge lies on a side of the cell and runs clockwise there: the trace of a cut through a concave ring. */
function runsBack([ax, ay]: PlanePair, [bx, by]: PlanePair, sides: CellSides): boolean {
  if (ay === by) return (ay === sides.south && bx < ax) || (ay === sides.north && bx > ax);
  if (ax === bx) return (ax === sides.east && by < ay) || (ax === sides.west && by > ay);
  return false;
}

/**
 * Whether a cut ring is fit to be drawn as it is. A ring winds at most once around anything, so overlapping edges
 * come in pairs and one of each pair runs clockwise; what remains is touching itself in a vertex on a side.
 */
function isSimple(ring: PlaneRing, sides: CellSides): boolean {
  const onSides: PlanePair[] = [];
  let previous = ring[ring.length - 1];
  for (const vertex of ring) {
    if (previous !== undefined && runsBack(previous, vertex, sides)) return false;
    const [x, y] = vertex;
    if (x === sides.west || x === sides.east || y === sides.south || y === sides.north) {
      if (onSides.length >= MAX_SIDE_VERTICES) return false;
      if (onSides.some((other) => other[0] === x && other[1] === y)) return false;
      onSides.push(vertex);
    }
    previous = vertex;
  }
  return true;
}

const closed = (ring: PlaneRing): [number, number][] => {
  const pairs = ring.map(([x, y]): [number, number] => [x, y]);
  const first = pairs[0];
  return first === undefined ? pairs : [...pairs, first];
};

/** Open ring with the wanted winding. */
function opened(ring: readonly PlanePair[], counterClockwise: boolean): PlaneRing {
  const vertices = ring.slice(0, -1);
  return signedRingArea(vertices) > 0 === counterClockwise ? vertices : vertices.reverse();
}

/** Pieces of a boundary cell, valid as GeoJSON: one when the outline crosses simply, several when it wanders. */
export function piecesOf(
  cell: PartialCell,
  cellUnits: number,
  rowFromSouth: number,
  clip: Clipper,
): readonly PlanePiece[] {
  const west = cell.column * cellUnits;
  const south = rowFromSouth * cellUnits;
  const sides = { west, south, east: west + cellUnits, north: south + cellUnits };
  const [outer, ...holes] = cell.rings;
  if (outer === undefined) return [];
  if (holes.length === 0 && isSimple(outer, sides)) return [cell.rings];
  // The clipper works near zero: BigNumber arithmetic there is shorter.
  const local = cell.rings.map((ring) => closed(ring.map(([x, y]): PlanePair => [x - west, y - south])));
  return clip(local).map((rings) =>
    rings.map((ring, index) =>
      opened(
        ring.map(([x, y]): PlanePair => [x + west, y + south]),
        index === 0,
      ),
    ),
  );
}

/** Centre of mass of a cut cell (holes run clockwise and so count against), where its local scale is taken. */
export function middleOf(rings: readonly PlaneRing[]): PlanePair {
  const [originX, originY] = rings[0]?.[0] ?? [0, 0];
  let [doubled, momentX, momentY] = [0, 0, 0];
  for (const ring of rings) {
    let previous = ring[ring.length - 1] ?? [originX, originY];
    for (const vertex of ring) {
      const [ax, ay, bx, by] = [
        previous[0] - originX,
        previous[1] - originY,
        vertex[0] - originX,
        vertex[1] - originY,
      ];
      const cross = ax * by - bx * ay;
      doubled += cross;
      momentX += cross * (ax + bx);
      momentY += cross * (ay + by);
      previous = vertex;
    }
  }
  return doubled > 0
    ? [originX + momentX / (3 * doubled), originY + momentY / (3 * doubled)]
    : [originX, originY];
}

/** Position rounded to 1e-9 degrees, a tenth of a millimetre: what engines disagree on lies far below. */
export function roundedPosition(longitude: number, latitude: number): LonLat {
  return [Math.round(longitude * 1e9) / 1e9, Math.round(latitude * 1e9) / 1e9];
}

import type { GridDefinition } from '@izdeu/contracts';
import { MAX_GRID_RECTANGLE_CELLS } from '@izdeu/contracts';
import { type PlanePair, signedRingArea } from '../geo/polygon.js';
import { toUtm } from '../geo/utm.js';
import { type PlaneRing, splitRing } from './clip-ring.js';
import { densifyRing } from './densify-boundary.js';

// The grid's own plane: hundredths of a millimetre east and north of the grid's SOUTH-west corner, whole numbers
// before clipping. Engines differ in the last bit of sines, some nanometres; rounding hides that, and everything
// after is plain arithmetic, so a browser and the server come to the same cells.

export const PLANE_UNITS_PER_METRE = 100_000;
const SQUARE_UNITS_PER_SQUARE_METRE = PLANE_UNITS_PER_METRE * PLANE_UNITS_PER_METRE;

/** Pieces smaller than this are no place to send anyone. */
export const SLIVER_SQUARE_METRES = 1;
/** A cell that lacks no more than this counts as full: no rounded corner shows that. */
const FULL_TOLERANCE_SQUARE_METRES = 0.01;

export interface PartialCell {
  readonly row: number;
  readonly column: number;
  /** Outer ring counter-clockwise, holes clockwise, in units of the grid's plane; possibly touching itself. */
  readonly rings: readonly PlaneRing[];
  /** On the plane, not on the ground. */
  readonly planeAreaSquareMetres: number;
}

export interface TracedCells {
  /** One byte a cell of the rectangle, row-major: see CELL_*. */
  readonly kinds: Uint8Array;
  readonly partial: ReadonlyMap<number, PartialCell>;
  readonly cellCount: number;
  readonly droppedSquareMetres: number;
}

export const CELL_OUTSIDE = 0;
export const CELL_FULL = 1;
export const CELL_PARTIAL = 2;

/** A rectangle of cells; rows counted from the SOUTH here, as the plane is. */
interface Block {
  readonly west: number;
  readonly south: number;
  readonly columns: number;
  readonly rows: number;
}

const orient = (ring: PlanePair[], counterClockwise: boolean): PlanePair[] =>
  signedRingArea(ring) > 0 === counterClockwise ? ring : ring.reverse();

/** Outline on the grid's plane: densified, rounded to whole units, repeated vertices dropped. */
export function boundaryOnPlane(grid: GridDefinition): PlaneRing[] {
  const south = grid.originNorthingMetres - grid.rows * grid.cellSizeMetres;
  return grid.boundary.coordinates.map((ring, index) => {
    const vertices: PlanePair[] = [];
    for (const position of densifyRing(ring)) {
      const utm = toUtm(position, grid.zone, grid.hemisphere);
      const x = Math.round((utm.eastingMetres - grid.originEastingMetres) * PLANE_UNITS_PER_METRE);
      const y = Math.round((utm.northingMetres - south) * PLANE_UNITS_PER_METRE);
      const last = vertices[vertices.length - 1];
      if (last === undefined || last[0] !== x || last[1] !== y) vertices.push([x, y]);
    }
    const [first, last] = [vertices[0], vertices[vertices.length - 1]];
    if (first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1])
      vertices.pop();
    return orient(vertices, index === 0);
  });
}

interface Halves {
  readonly first: PlaneRing[];
  readonly second: PlaneRing[];
}

function splitRings(rings: readonly PlaneRing[], axis: 0 | 1, at: number): Halves {
  const halves: Halves = { first: [], second: [] };
  for (const ring of rings) {
    const { below, above } = splitRing(ring, axis, at);
    if (below.length > 0) halves.first.push(below);
    if (above.length > 0) halves.second.push(above);
  }
  return halves;
}

/** Halves the block across its longer side. */
function halve(block: Block): readonly [Block, Block, axis: 0 | 1, at: number] {
  if (block.columns >= block.rows) {
    const columns = block.columns >> 1;
    const rest = { ...block, west: block.west + columns, columns: block.columns - columns };
    return [{ ...block, columns }, rest, 0, rest.west];
  }
  const rows = block.rows >> 1;
  const rest = { ...block, south: block.south + rows, rows: block.rows - rows };
  return [{ ...block, rows }, rest, 1, rest.south];
}

class Tracer {
  readonly kinds: Uint8Array;
  readonly partial = new Map<number, PartialCell>();
  cellCount = 0;
  droppedSquareMetres = 0;
  private readonly cellUnits: number;

  constructor(private readonly grid: GridDefinition) {
    this.kinds = new Uint8Array(grid.rows * grid.columns);
    this.cellUnits = grid.cellSizeMetres * PLANE_UNITS_PER_METRE;
  }

  /** Rings are already cut to the block: wholly covered and empty blocks end here, whatever their size. */
  visit(block: Block, rings: readonly PlaneRing[]): void {
    const area = rings.reduce((sum, ring) => sum + signedRingArea(ring), 0) / SQUARE_UNITS_PER_SQUARE_METRE;
    const whole = block.rows * block.columns * this.grid.cellSizeMetres ** 2;
    if (area < SLIVER_SQUARE_METRES) this.droppedSquareMetres += Math.max(0, area);
    else if (whole - area < FULL_TOLERANCE_SQUARE_METRES) this.fill(block);
    else if (block.rows * block.columns === 1) this.addPartial(block, rings, area);
    else this.descend(block, rings);
  }

  private descend(block: Block, rings: readonly PlaneRing[]): void {
    const [first, second, axis, at] = halve(block);
    const halves = splitRings(rings, axis, at * this.cellUnits);
    this.visit(first, halves.first);
    this.visit(second, halves.second);
  }

  private fill(block: Block): void {
    const north = this.grid.rows - block.south - block.rows;
    for (let row = north; row < north + block.rows; row += 1) {
      const start = row * this.grid.columns + block.west;
      this.kinds.fill(CELL_FULL, start, start + block.columns);
    }
    this.cellCount += block.rows * block.columns;
  }

  private addPartial(block: Block, rings: readonly PlaneRing[], planeAreaSquareMetres: number): void {
    const row = this.grid.rows - 1 - block.south;
    const place = row * this.grid.columns + block.west;
    this.kinds[place] = CELL_PARTIAL;
    this.partial.set(place, { row, column: block.west, rings, planeAreaSquareMetres });
    this.cellCount += 1;
  }
}

/** Part of the outline inside of the rectangle; a definition need not cover its boundary. */
function cutToRectangle(rings: readonly PlaneRing[], width: number, height: number): readonly PlaneRing[] {
  const eastOf = splitRings(rings, 0, 0).second;
  const within = splitRings(eastOf, 0, width).first;
  return splitRings(splitRings(within, 1, 0).second, 1, height).first;
}

/**
 * Which cells of the rectangle exist, by halving it: cost follows the length of the outline in cells, not the
 * number of cells. Pieces under SLIVER_SQUARE_METRES are dropped and only summed.
 */
export function traceCells(grid: GridDefinition): TracedCells {
  if (!(grid.rows >= 1 && grid.columns >= 1 && grid.rows * grid.columns <= MAX_GRID_RECTANGLE_CELLS)) {
    throw new RangeError(`a grid's rectangle holds 1 to ${MAX_GRID_RECTANGLE_CELLS} cells`);
  }
  const unit = grid.cellSizeMetres * PLANE_UNITS_PER_METRE;
  const rings = cutToRectangle(boundaryOnPlane(grid), grid.columns * unit, grid.rows * unit);
  const tracer = new Tracer(grid);
  tracer.visit({ west: 0, south: 0, columns: grid.columns, rows: grid.rows }, rings);
  return tracer;
}

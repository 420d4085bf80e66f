import type { GeoMultiPolygon, GeoPolygon, GridDefinition, LinearRing, LonLat } from '@izdeu/contracts';
import type { PlanePair } from '../geo/polygon.js';
import { fromUtmWithScale, type ScaledPosition } from '../geo/utm.js';
import { middleOf, piecesOf, roundedPosition, type Clipper } from './cell-geometry.js';
import type { PlaneRing } from './clip-ring.js';
import { cellLabel } from './labels.js';
import {
  CELL_FULL,
  CELL_OUTSIDE,
  PLANE_UNITS_PER_METRE,
  type PartialCell,
  traceCells,
} from './trace-cells.js';

export interface GridCell {
  /** Dense and row-major over the cells that exist, from 0: with the grid's id it makes the sector's id. */
  readonly index: number;
  readonly row: number;
  readonly column: number;
  readonly label: string;
  readonly geometry: GeoPolygon | GeoMultiPolygon;
  /** On the ground (WGS84): plane area over the square of the local scale factor. */
  readonly areaSquareMetres: number;
  /** Cut by the search area's outline. */
  readonly isPartial: boolean;
}

type Shape = Pick<GridCell, 'geometry' | 'areaSquareMetres'>;

/** Turns places of the grid's plane into positions; corners shared by four cells are computed once. */
class GridSheet {
  private readonly corners: (LonLat | undefined)[];
  private readonly southMetres: number;

  constructor(
    private readonly grid: GridDefinition,
    private readonly clip: Clipper,
  ) {
    this.corners = new Array<LonLat | undefined>((grid.rows + 1) * (grid.columns + 1));
    this.southMetres = grid.originNorthingMetres - grid.rows * grid.cellSizeMetres;
  }

  fullCell(row: number, column: number): Shape {
    const size = this.grid.cellSizeMetres;
    const southWest = this.corner(row + 1, column);
    const ring: LinearRing = [
      southWest,
      this.corner(row + 1, column + 1),
      this.corner(row, column + 1),
      this.corner(row, column),
      southWest,
    ];
    const { scale } = this.at((column + 0.5) * size, (this.grid.rows - row - 0.5) * size);
    return {
      geometry: { type: 'Polygon', coordinates: [ring] },
      areaSquareMetres: (size * size) / (scale * scale),
    };
  }

  partialCell(cell: PartialCell): Shape {
    const fromSouth = this.grid.rows - 1 - cell.row;
    const pieces = piecesOf(cell, this.grid.cellSizeMetres * PLANE_UNITS_PER_METRE, fromSouth, this.clip);
    const polygons = pieces.map((rings) => rings.map((ring) => this.ring(ring)));
    const [only] = polygons;
    const [x, y] = middleOf(cell.rings);
    const { scale } = this.at(x / PLANE_UNITS_PER_METRE, y / PLANE_UNITS_PER_METRE);
    const geometry: GridCell['geometry'] =
      polygons.length === 1 && only !== undefined
        ? { type: 'Polygon', coordinates: only }
        : { type: 'MultiPolygon', coordinates: polygons };
    return { geometry, areaSquareMetres: cell.planeAreaSquareMetres / (scale * scale) };
  }

  /** Metres east and north of the south-west corner of the sheet. */
  private at(eastMetres: number, northMetres: number): ScaledPosition {
    return fromUtmWithScale({
      zone: this.grid.zone,
      hemisphere: this.grid.hemisphere,
      eastingMetres: this.grid.originEastingMetres + eastMetres,
      northingMetres: this.southMetres + northMetres,
    });
  }

  private position(eastMetres: number, northMetres: number): LonLat {
    const { longitude, latitude } = this.at(eastMetres, northMetres);
    return roundedPosition(longitude, latitude);
  }

  private corner(row: number, column: number): LonLat {
    const place = row * (this.grid.columns + 1) + column;
    const size = this.grid.cellSizeMetres;
    const known = this.corners[place] ?? this.position(column * size, (this.grid.rows - row) * size);
    this.corners[place] = known;
    return known;
  }

  private ring(ring: PlaneRing): LinearRing {
    const positions = ring.map(([x, y]: PlanePair) =>
      this.position(x / PLANE_UNITS_PER_METRE, y / PLANE_UNITS_PER_METRE),
    );
    const first = positions[0];
    return first === undefined ? positions : [...positions, first];
  }
}

/**
 * Every cell of a grid, in the order of their index. The same definition gives the same cells everywhere: browser
 * and server both build them, and only the definition travels. Throws RangeError on a rectangle over the limit.
 * `clip` is asked only for outlines that wander within one cell.
 */
export function buildGridCellsWith(grid: GridDefinition, clip: Clipper): GridCell[] {
  const traced = traceCells(grid);
  const sheet = new GridSheet(grid, clip);
  const cells: GridCell[] = [];
  traced.kinds.forEach((kind, place) => {
    if (kind === CELL_OUTSIDE) return;
    const row = Math.floor(place / grid.columns);
    const column = place % grid.columns;
    const cut = traced.partial.get(place);
    if (kind !== CELL_FULL && cut === undefined) return;
    const shape = cut === undefined ? sheet.fullCell(row, column) : sheet.partialCell(cut);
    const label = cellLabel(row, column, grid.alphabet, grid.letterAxis);
    cells.push({ index: cells.length, row, column, label, ...shape, isPartial: cut !== undefined });
  });
  return cells;
}

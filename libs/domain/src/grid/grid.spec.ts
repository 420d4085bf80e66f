import { describe, expect, it } from '@jest/globals';
import type { CellSizeMetres, GeoPolygon, GridDefinition, LonLat } from '@izdeu/contracts';
import { gridDefinitionSchema } from '@izdeu/contracts';
import fc from 'fast-check';
import { intersection } from 'polyclip-ts';
import { boundaryProblem } from '../geo/boundary-problem.js';
import { polygonAreaSquareMetres, signedRingArea } from '../geo/polygon.js';
import { fromUtm, toUtm } from '../geo/utm.js';
import { buildGridCells } from './build-grid-cells-clipped.js';
import type { GridCell } from './build-grid-cells.js';
import { type GridRefusal, planGrid } from './plan-grid.js';
import { traceCells } from './trace-cells.js';

const STYLE = { alphabet: 'cyrillic', letterAxis: 'rows' } as const;

const close = (ring: readonly LonLat[]): LonLat[] => [...ring, ...ring.slice(0, 1)];
const polygon = (...rings: LonLat[][]): GeoPolygon => ({ type: 'Polygon', coordinates: rings.map(close) });

/** Outline given in metres from a whole-kilometre corner near Kostanay. */
const inMetres = (...rings: [number, number][][]): GeoPolygon =>
  polygon(
    ...rings.map((ring) =>
      ring.map(([x, y]) =>
        fromUtm({ zone: 41, hemisphere: 'N', eastingMetres: 540_000 + x, northingMetres: 5_890_000 + y }),
      ),
    ),
  );

function planned(boundary: GeoPolygon, cellSizeMetres: CellSizeMetres = 500, zone?: number): GridDefinition {
  const plan = planGrid({ boundary, cellSizeMetres, zone, ...STYLE });
  if (!plan.ok) throw new Error(plan.refusal.code);
  return plan.definition;
}

function refusalOf(
  boundary: GeoPolygon,
  cellSizeMetres: CellSizeMetres = 100,
  zone?: number,
): GridRefusal | null {
  const plan = planGrid({ boundary, cellSizeMetres, zone, ...STYLE });
  return plan.ok ? null : plan.refusal;
}

const totalArea = (cells: readonly GridCell[]): number =>
  cells.reduce((sum, cell) => sum + cell.areaSquareMetres, 0);

const piecesOf = ({ geometry }: GridCell): GeoPolygon[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((coordinates) => ({
    type: 'Polygon',
    coordinates,
  }));

/** Star-shaped outlines, concave as a rule: radii around a centre anywhere in the region, zones 41 and 42. */
const outline = fc
  .record({
    lon: fc.double({ min: 60.5, max: 68, noNaN: true }),
    lat: fc.double({ min: 48, max: 54.5, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.008, max: 0.05, noNaN: true }), { minLength: 3, maxLength: 24 }),
  })
  .map(({ lon, lat, radii }) =>
    polygon(
      radii.map((radius, i): LonLat => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [lon + 1.6 * radius * Math.cos(angle), lat + radius * Math.sin(angle)];
      }),
    ),
  )
  .filter((boundary) => boundaryProblem(boundary) === null);
const cellSize = fc.constantFrom<CellSizeMetres[]>(200, 250, 500, 1000);

describe('a grid over any outline', () => {
  it('covers it: areas add up, whatever was dropped being slivers', () => {
    fc.assert(
      fc.property(outline, cellSize, fc.constantFrom(undefined, 41, 42), (boundary, size, zone) => {
        const grid = planned(boundary, size, zone);
        const cells = buildGridCells(grid);
        const ground = polygonAreaSquareMetres(boundary);
        const dropped = traceCells(grid).droppedSquareMetres;
        // A side of the outline is straight in degrees, its pieces are between points on the grid: two parts in a million.
        expect(Math.abs(totalArea(cells) + dropped - ground)).toBeLessThan(3e-6 * ground);
        expect(dropped).toBeLessThan(100);
      }),
      { numRuns: 60 },
    );
  });

  it('has a drawable shape of the stated area for each cell', () => {
    fc.assert(
      fc.property(outline, cellSize, (boundary, size) => {
        for (const cell of buildGridCells(planned(boundary, size))) {
          const drawn = piecesOf(cell).reduce((sum, piece) => sum + polygonAreaSquareMetres(piece), 0);
          // A drawn side is straight in degrees, the true one on the grid: centimetres over a kilometre.
          expect(Math.abs(drawn - cell.areaSquareMetres)).toBeLessThan(size * 0.15);
          if (cell.isPartial)
            expect(
              piecesOf(cell)
                .map(boundaryProblem)
                .every((problem) => problem === null),
            ).toBe(true);
          else expect(cell.geometry.coordinates[0]).toHaveLength(5);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is aligned, labelled once each, indexed densely and rebuilt the same from its wire form', () => {
    fc.assert(
      fc.property(outline, cellSize, (boundary, size) => {
        const grid = planned(boundary, size);
        expect(Math.abs(grid.originEastingMetres % 1000) + Math.abs(grid.originNorthingMetres % 1000)).toBe(
          0,
        );
        const cells = buildGridCells(grid);
        expect(new Set(cells.map((cell) => cell.label)).size).toBe(cells.length);
        const places = cells.map((cell) => cell.row * grid.columns + cell.column);
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        expect(cells.map((cell) => cell.index)).toEqual(cells.map((_, index) => index));
        expect(buildGridCells(gridDefinitionSchema.parse(JSON.parse(JSON.stringify(grid))))).toEqual(cells);
      }),
      { numRuns: 25 },
    );
  });

  it('has cells that do not overlap', () => {
    const arm = inMetres([
      [130, 130],
      [2910, 90],
      [2870, 2850],
      [1500, 1210],
      [160, 2790],
    ]);
    const cells = buildGridCells(planned(arm, 500)).map((cell) => piecesOf(cell));
    const rings = (pieces: GeoPolygon[]) =>
      pieces.map((piece) =>
        piece.coordinates.map((ring) => ring.map(([lon, lat]): [number, number] => [lon, lat])),
      );
    cells.forEach((first, index) => {
      for (const second of cells.slice(index + 1)) {
        const shared = intersection(rings(first), rings(second));
        const area = shared.reduce(
          (sum, coordinates) => sum + polygonAreaSquareMetres({ type: 'Polygon', coordinates }),
          0,
        );
        expect(area).toBeLessThan(0.01);
      }
    });
  });
});

describe('planGrid', () => {
  it('takes an outline drawn on the kilometre lines as it is', () => {
    // A vertex every 100 m: a straight edge of 2 km in degrees would bulge 10 cm over the grid's line.
    const side = (count: number, at: (step: number) => [number, number]): [number, number][] =>
      Array.from({ length: count }, (_, step) => at(step * 100));
    const sheet = inMetres([
      ...side(20, (x) => [x, 0]),
      ...side(10, (y) => [2000, y]),
      ...side(20, (x) => [2000 - x, 1000]),
      ...side(10, (y) => [0, 1000 - y]),
    ]);
    const grid = planned(sheet);
    expect(grid).toMatchObject({
      zone: 41,
      hemisphere: 'N',
      originEastingMetres: 540_000,
      originNorthingMetres: 5_891_000,
      rows: 2,
      columns: 4,
    });
    const cells = buildGridCells(grid);
    expect(cells.map((cell) => cell.label)).toEqual(['А1', 'А2', 'А3', 'А4', 'Б1', 'Б2', 'Б3', 'Б4']);
  });

  it('chooses the zone of the centre and keeps a chosen one', () => {
    const arkalyk = polygon([
      [66.8, 50.2],
      [67, 50.2],
      [67, 50.3],
      [66.8, 50.3],
    ]);
    expect(planned(arkalyk).zone).toBe(42);
    const across = polygon([
      [65.9, 50.2],
      [66.15, 50.2],
      [66.15, 50.3],
      [65.9, 50.3],
    ]);
    expect(planned(across).zone).toBe(42);
    const kept = planned(across, 500, 41);
    expect(kept.zone).toBe(41);
    expect(totalArea(buildGridCells(kept)) / totalArea(buildGridCells(planned(across)))).toBeCloseTo(1, 6);
  });

  it('refuses a thousand million cells without making one', () => {
    const steppe = polygon([
      [45, 40],
      [85, 40],
      [85, 75],
      [45, 75],
    ]);
    const refusal = refusalOf(steppe);
    expect(refusal).toMatchObject({ code: 'GRID_TOO_LARGE', field: 'cellSizeMetres' });
    const grid = planned(
      inMetres([
        [0, 0],
        [900, 0],
        [900, 900],
        [0, 900],
      ]),
      100,
    );
    const huge = { ...grid, rows: 31_623, columns: 31_623 };
    expect(() => buildGridCells(huge)).toThrow(RangeError);
    expect(gridDefinitionSchema.safeParse(huge).success).toBe(false);
  });

  it('counts the cells that exist, not their rectangle', () => {
    const corridor = inMetres([
      [0, 0],
      [100, 0],
      [40_000, 39_900],
      [40_000, 40_000],
      [39_900, 40_000],
      [0, 100],
    ]);
    const plan = planGrid({ boundary: corridor, cellSizeMetres: 100, ...STYLE });
    expect(plan.ok && plan.cellCount).toBeLessThan(2000);
    expect(plan.ok && plan.definition.rows * plan.definition.columns).toBe(160_000);
    expect(
      refusalOf(
        inMetres([
          [0, 0],
          [20_100, 0],
          [20_100, 20_100],
          [0, 20_100],
        ]),
      ),
    ).toMatchObject({
      code: 'GRID_TOO_LARGE',
      details: { limit: 40_000 },
    });
  });

  it.each([
    [
      'BOUNDARY_SELF_CROSSING',
      polygon([
        [63, 53],
        [63.1, 53.1],
        [63.1, 53],
        [63, 53.1],
      ]),
    ],
    [
      'BOUNDARY_ZERO_AREA',
      polygon([
        [63, 53],
        [63.1, 53],
        [63.2, 53],
      ]),
    ],
    [
      'BOUNDARY_CROSSES_ANTIMERIDIAN',
      polygon([
        [179.9, 53],
        [-179.9, 53],
        [-179.9, 53.1],
        [179.9, 53.1],
      ]),
    ],
    [
      'BOUNDARY_OUTSIDE_ZONE',
      polygon([
        [63, 86],
        [63.1, 86],
        [63.1, 86.1],
        [63, 86.1],
      ]),
    ],
    [
      'BOUNDARY_TOO_SMALL',
      inMetres([
        [10, 10],
        [10.5, 10],
        [10.5, 10.5],
        [10, 10.5],
      ]),
    ],
  ])('refuses with %s', (code, boundary) => {
    expect(refusalOf(boundary)).toMatchObject({ code, field: 'boundary' });
  });

  it('refuses a zone too far away', () => {
    const kostanay = inMetres([
      [0, 0],
      [900, 0],
      [900, 900],
      [0, 900],
    ]);
    expect(refusalOf(kostanay, 100, 45)).toMatchObject({ code: 'BOUNDARY_OUTSIDE_ZONE', field: 'zone' });
  });
});

describe('buildGridCells', () => {
  it('keeps an area smaller than a cell', () => {
    const cells = buildGridCells(
      planned(
        inMetres([
          [210, 210],
          [230, 210],
          [230, 240],
          [210, 240],
        ]),
      ),
    );
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ index: 0, isPartial: true, geometry: { type: 'Polygon' } });
    expect(totalArea(cells)).toBeCloseTo(600 / 0.999621 ** 2, 1);
  });

  it('drops slivers and keeps what is over a square metre', () => {
    const tongue = (width: number): GeoPolygon =>
      inMetres([
        [100, 100],
        [1000, 100],
        [1000, 400],
        [1000 + width, 405],
        [1000, 410],
        [1000, 900],
        [100, 900],
      ]);
    expect(buildGridCells(planned(tongue(0.15), 1000))).toHaveLength(1);
    expect(buildGridCells(planned(tongue(0.25), 1000))).toHaveLength(2);
  });

  it('makes two pieces of a cell that the outline enters twice', () => {
    const comb = inMetres([
      [100, 100],
      [400, 100],
      [400, 800],
      [300, 800],
      [300, 200],
      [200, 200],
      [200, 800],
      [100, 800],
    ]);
    const cells = buildGridCells(planned(comb, 500));
    const top = cells.find((cell) => cell.row === 0);
    expect(top?.geometry.type).toBe('MultiPolygon');
    expect(top?.geometry.coordinates).toHaveLength(2);
    expect(totalArea(cells) / polygonAreaSquareMetres(comb)).toBeCloseTo(1, 6);
  });

  it('leaves holes out, small ones inside of a cell and large ones over many', () => {
    const outer: [number, number][] = [
      [50, 50],
      [3950, 50],
      [3950, 3950],
      [50, 3950],
    ];
    const lake = (x: number, y: number, side: number): [number, number][] => [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
    ];
    const shore = inMetres(outer, lake(520, 520, 60), lake(1700, 1700, 1500));
    const cells = buildGridCells(planned(shore, 500));
    expect(totalArea(cells) / polygonAreaSquareMetres(shore)).toBeCloseTo(1, 6);
    expect(cells.length).toBe(64 - 4);
    expect(
      cells.some((cell) => cell.geometry.type === 'Polygon' && cell.geometry.coordinates.length === 2),
    ).toBe(true);
  });

  it('runs rings counter-clockwise from the south-west corner', () => {
    const cells = buildGridCells(
      planned(
        inMetres([
          [10, 10],
          [1990, 10],
          [1990, 1990],
          [10, 1990],
        ]),
      ),
    );
    const full = cells.filter((cell) => !cell.isPartial);
    expect(full).toHaveLength(4);
    for (const cell of full) {
      const [ring] = cell.geometry.type === 'Polygon' ? cell.geometry.coordinates : [];
      expect(ring).toHaveLength(5);
      expect(ring?.[4]).toEqual(ring?.[0]);
      expect(signedRingArea(ring ?? [])).toBeGreaterThan(0);
      const corners = (ring ?? []).slice(0, 4).map((corner) => toUtm(corner, 41));
      const [southWest] = corners;
      for (const corner of corners) {
        expect(corner.eastingMetres).toBeGreaterThan((southWest?.eastingMetres ?? 0) - 0.001);
        expect(corner.northingMetres).toBeGreaterThan((southWest?.northingMetres ?? 0) - 0.001);
      }
    }
  });
});

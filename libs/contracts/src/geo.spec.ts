import { describe, expect, it } from '@jest/globals';
import {
  gridDefinitionSchema,
  MAX_GRID_RECTANGLE_CELLS,
  MAX_POLYGON_VERTICES,
  multiPolygonSchema,
  pointSchema,
  polygonSchema,
} from './geo.js';

const triangle = [
  [63.6, 53.2],
  [63.7, 53.2],
  [63.7, 53.3],
  [63.6, 53.2],
];
const polygon = { type: 'Polygon', coordinates: [triangle] };

/** A closed ring with so many positions. */
const ringOf = (positions: number): number[][] => [
  ...Array.from({ length: positions - 1 }, (_, index) => [63 + index / 1e4, 53 + (index % 2) / 1e3]),
  [63, 53],
];

describe('point', () => {
  it.each([
    [[63.6, 53.2], true],
    [[-180, -90], true],
    [[180, 90], true],
    [[53.2, 91], false],
    [[180.1, 0], false],
    [[Number.NaN, 0], false],
    [[Number.POSITIVE_INFINITY, 0], false],
    [['63.6', '53.2'], false],
    [[63.6], false],
    [[63.6, 53.2, 170], false],
  ])('%j: %s', (coordinates, accepted) => {
    expect(pointSchema.safeParse({ type: 'Point', coordinates }).success).toBe(accepted);
  });

  it('has no other field', () => {
    expect(pointSchema.safeParse({ type: 'Point', coordinates: [0, 0], crs: {} }).success).toBe(false);
  });
});

describe('polygon', () => {
  it('takes a closed ring', () => {
    expect(polygonSchema.safeParse(polygon).success).toBe(true);
  });

  it.each([
    ['an open ring', [triangle.slice(0, 3).concat([[63.9, 53.9]])]],
    ['three positions', [triangle.slice(0, 3)]],
    ['no ring', []],
    ['an empty ring', [[]]],
  ])('refuses %s', (_what, coordinates) => {
    expect(polygonSchema.safeParse({ type: 'Polygon', coordinates }).success).toBe(false);
  });

  it('counts the positions of all rings together', () => {
    const half = ringOf(MAX_POLYGON_VERTICES / 2);
    expect(polygonSchema.safeParse({ type: 'Polygon', coordinates: [half, half] }).success).toBe(true);
    expect(polygonSchema.safeParse({ type: 'Polygon', coordinates: [half, half, triangle] }).success).toBe(
      false,
    );
    expect(
      multiPolygonSchema.safeParse({ type: 'MultiPolygon', coordinates: [[half], [half], [triangle]] })
        .success,
    ).toBe(false);
  });

  it('refuses a hundred thousand positions without delay', () => {
    const startedAt = performance.now();
    expect(polygonSchema.safeParse({ type: 'Polygon', coordinates: [ringOf(100_000)] }).success).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('grid definition', () => {
  const definition = {
    zone: 41,
    hemisphere: 'N',
    originEastingMetres: 541_000,
    originNorthingMetres: 5_897_000,
    cellSizeMetres: 500,
    rows: 10,
    columns: 10,
    alphabet: 'cyrillic',
    letterAxis: 'rows',
    boundary: polygon,
  };

  it.each([
    [{}, true],
    [{ cellSizeMetres: 300 }, false],
    [{ zone: 61 }, false],
    [{ originEastingMetres: 541_000.5 }, false],
    [{ rows: 0 }, false],
    [{ rows: MAX_GRID_RECTANGLE_CELLS, columns: 1 }, true],
    [{ rows: MAX_GRID_RECTANGLE_CELLS, columns: 2 }, false],
    [{ rows: 1e9, columns: 1e9 }, false],
  ])('%j: %s', (change, accepted) => {
    expect(gridDefinitionSchema.safeParse({ ...definition, ...change }).success).toBe(accepted);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { GeoPolygon, LonLat } from '@izdeu/contracts';
import { boundaryProblem } from './boundary-problem.js';
import { centroidOf, isInsidePolygon, polygonAreaSquareMetres, ringArea, signedRingArea } from './polygon.js';

const polygon = (...rings: LonLat[][]): GeoPolygon => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => [...ring, ...ring.slice(0, 1)]),
});
const square = (x: number, y: number, side: number): LonLat[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

describe('polygon', () => {
  it('measures rings', () => {
    expect(signedRingArea(square(500_000, 5_900_000, 2))).toBe(4);
    expect(signedRingArea([...square(0, 0, 2)].reverse())).toBe(-4);
    expect(ringArea([...square(0, 0, 2)].reverse())).toBe(4);
  });

  it('finds points inside, not in holes', () => {
    const ringed = polygon(square(63, 53, 1), square(63.4, 53.4, 0.2));
    expect(isInsidePolygon([63.1, 53.1], ringed)).toBe(true);
    expect(isInsidePolygon([63.5, 53.5], ringed)).toBe(false);
    expect(isInsidePolygon([64.5, 53.5], ringed)).toBe(false);
  });

  it('finds the centre of mass', () => {
    const [lon, lat] = centroidOf(polygon(square(63, 53, 1)));
    expect(lon).toBeCloseTo(63.5, 12);
    expect(lat).toBeCloseTo(53.5, 12);
    expect(
      centroidOf(
        polygon([
          [63, 53],
          [63, 53],
          [63, 53],
        ]),
      ),
    ).toEqual([63, 53]);
  });

  it('measures the whole ellipsoid', () => {
    const world = polygon([
      [-180, -90],
      [180, -90],
      [180, 90],
      [-180, 90],
    ]);
    expect(polygonAreaSquareMetres(world) / 5.10065621724e14).toBeCloseTo(1, 9);
  });
});

describe('boundaryProblem', () => {
  it('accepts simple, concave, ringed and repeated-vertex outlines', () => {
    expect(boundaryProblem(polygon(square(63, 53, 1)))).toBeNull();
    expect(
      boundaryProblem(
        polygon([
          [63, 53],
          [64, 53],
          [64, 54],
          [63.5, 53.2],
          [63, 54],
        ]),
      ),
    ).toBeNull();
    expect(boundaryProblem(polygon(square(63, 53, 1), square(63.4, 53.4, 0.2)))).toBeNull();
    expect(
      boundaryProblem(
        polygon([
          [63, 53],
          [63, 53],
          [64, 53],
          [64, 54],
          [64, 54],
        ]),
      ),
    ).toBeNull();
  });

  it.each([
    [
      'SELF_CROSSING',
      polygon([
        [63, 53],
        [64, 54],
        [64, 53],
        [63, 54],
      ]),
    ],
    [
      'SELF_CROSSING',
      polygon([
        [63, 53],
        [65, 53],
        [65, 54],
        [64, 53],
        [63, 54],
      ]),
    ],
    [
      'SELF_CROSSING',
      polygon([
        [63, 53],
        [64, 53],
        [65, 53],
        [64, 53],
        [64, 54],
      ]),
    ],
    ['SELF_CROSSING', polygon(square(63, 53, 1), square(63.5, 53.5, 1))],
    [
      'ZERO_AREA',
      polygon([
        [63, 53],
        [64, 53],
        [65, 53],
      ]),
    ],
    [
      'ZERO_AREA',
      polygon([
        [63, 53],
        [63, 53],
        [63, 53],
      ]),
    ],
    [
      'ZERO_AREA',
      polygon([
        [63, 53],
        [64, 54],
        [63, 53],
      ]),
    ],
    [
      'CROSSES_ANTIMERIDIAN',
      polygon([
        [179, 53],
        [-179, 53],
        [-179, 54],
        [179, 54],
      ]),
    ],
    ['TOO_LARGE', polygon(square(40, 10, 30))],
    ['HOLE_OUTSIDE', polygon(square(63, 53, 1), square(65, 53, 1))],
    ['HOLE_OUTSIDE', polygon(square(63, 53, 1), square(63.2, 53.2, 0.5), square(63.3, 53.3, 0.1))],
  ])('says %s', (code, outline) => {
    expect(boundaryProblem(outline)).toBe(code);
  });

  it('says TOO_LARGE for more vertices than a search area has', () => {
    const ring = Array.from({ length: 5001 }, (_, i): LonLat => {
      const angle = (2 * Math.PI * i) / 5001;
      return [63 + Math.cos(angle), 53 + Math.sin(angle)];
    });
    expect(boundaryProblem(polygon(ring))).toBe('TOO_LARGE');
    expect(boundaryProblem(polygon(ring.filter((_, i) => i % 2 === 0)))).toBeNull();
  });
});

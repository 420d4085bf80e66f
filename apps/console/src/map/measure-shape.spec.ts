import { describe, expect, test } from '@jest/globals';
import type { LonLat } from '@izdeu/contracts';
import { alongGreatCircle, measure } from './measure-shape.js';

const KOSTANAY: LonLat = [63.6246, 53.2144];
const RUDNY: LonLat = [63.1168, 52.9729];

describe('measuring on the map', () => {
  test('nothing and one point have no length', () => {
    const nothing = { legs: [], lengthMetres: 0, perimeterMetres: null, areaSquareMetres: null };
    expect(measure([])).toEqual(nothing);
    expect(measure([KOSTANAY])).toEqual(nothing);
  });

  test('Kostanay to Rudny is 43 km to the south-west, and there and back twice that', () => {
    const { legs, lengthMetres } = measure([KOSTANAY, RUDNY, KOSTANAY]);
    expect(legs[0]?.distanceMetres).toBeGreaterThan(43_000);
    expect(legs[0]?.distanceMetres).toBeLessThan(43_500);
    expect(legs[0]?.bearingDegrees).toBeGreaterThan(231);
    expect(legs[0]?.bearingDegrees).toBeLessThan(233);
    expect(lengthMetres).toBeCloseTo(2 * (legs[0]?.distanceMetres ?? 0), 3);
  });

  test('a square of a hundredth of a degree: 668 m by 1113 m at 53°, whichever way it is drawn', () => {
    const square: LonLat[] = [
      [63, 53],
      [63.01, 53],
      [63.01, 53.01],
      [63, 53.01],
    ];
    const { areaSquareMetres, perimeterMetres, lengthMetres } = measure(square);
    expect(areaSquareMetres).toBeGreaterThan(0.995 * 671.4 * 1112.9);
    expect(areaSquareMetres).toBeLessThan(1.005 * 671.4 * 1112.9);
    expect(measure([...square].reverse()).areaSquareMetres).toBeCloseTo(areaSquareMetres ?? 0, 3);
    expect((perimeterMetres ?? 0) - lengthMetres).toBeCloseTo(1113, -1);
  });

  test('a short leg is straight, a long one bends to the pole and keeps its ends', () => {
    expect(alongGreatCircle(KOSTANAY, [63.63, 53.22])).toHaveLength(2);
    const line = alongGreatCircle([55, 53], [75, 53]);
    expect(line[0]).toEqual([55, 53]);
    expect(line.at(-1)).toEqual([75, 53]);
    const middle = line[Math.floor(line.length / 2)] ?? [0, 0];
    expect(middle[1]).toBeGreaterThan(53.3);
  });
});

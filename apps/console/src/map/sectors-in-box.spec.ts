import { describe, expect, test } from '@jest/globals';
import { toWorld } from './world.js';
import { buildSectorGeometry } from './sector-geometry.js';
import { sectorsInBox } from './sectors-in-box.js';

const SIDE = 0.01;

const square = (label: string, west: number, south: number) => ({
  label,
  ring: [
    [west, south],
    [west + SIDE, south],
    [west + SIDE, south + SIDE],
    [west, south + SIDE],
  ] as [number, number][],
});

describe('sectors in a box', () => {
  const geometry = buildSectorGeometry([
    square('А1', 63, 53),
    square('А2', 63 + SIDE, 53),
    square('Б1', 63, 53 + SIDE),
  ]);

  test('takes those whose middle is inside, whichever corner the box was begun at', () => {
    const southWest = toWorld(62.99, 52.99);
    const northEast = toWorld(63.016, 53.006);
    expect(sectorsInBox(geometry, southWest, northEast)).toEqual([0, 1]);
    expect(sectorsInBox(geometry, northEast, southWest)).toEqual([0, 1]);
  });

  test('leaves a sector alone that is touched at its edge only', () => {
    expect(sectorsInBox(geometry, toWorld(63, 53), toWorld(63.004, 53.004))).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { wayToSector, windOf } from './way-to-sector.js';

const square = {
  areaSquareMetres: 1,
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [63, 53],
        [63.01, 53],
        [63.01, 53.01],
        [63, 53.01],
        [63, 53],
      ] as [number, number][],
    ],
  },
};

describe('the way to a sector', () => {
  it('ends inside of it', () => {
    expect(wayToSector([63.005, 53.005], square)).toEqual({ kind: 'inside' });
  });

  it('goes to the nearest side, not to a corner or the middle', () => {
    const way = wayToSector([63.005, 52.99], square);
    expect(way).toMatchObject({ kind: 'outside' });
    if (way?.kind !== 'outside') return;
    expect(way.metres).toBeGreaterThan(1_100);
    expect(way.metres).toBeLessThan(1_125);
    expect(Math.min(way.degrees, 360 - way.degrees)).toBeLessThan(0.5);
  });

  it('goes to a corner from beyond it', () => {
    const way = wayToSector([63.02, 53.02], square);
    expect(way?.kind === 'outside' && way.point).toEqual([63.01, 53.01]);
    expect(way?.kind === 'outside' && windOf(way.degrees)).toBe('sw');
  });
});

it('names eight winds', () => {
  expect([0, 22, 23, 90, 180, 270, 337, 338, 360].map(windOf)).toEqual([
    'n',
    'n',
    'ne',
    'e',
    's',
    'w',
    'nw',
    'n',
    'n',
  ]);
});

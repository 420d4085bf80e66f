import { describe, expect, test } from '@jest/globals';
import { gridDigits, mgrsStep, zonesWithin } from './mgrs-grid.js';

describe('MGRS lines on the map', () => {
  test('the region lies in zones 41 and 42, and each draws its own part', () => {
    expect(zonesWithin({ west: 63, south: 52, east: 68, north: 53 })).toEqual([
      { zone: 41, bounds: { west: 63, east: 66, south: 52, north: 53 } },
      { zone: 42, bounds: { west: 66, east: 68, south: 52, north: 53 } },
    ]);
  });

  test('a kilometre between lines where that is 60 pixels or more', () => {
    expect(mgrsStep(1)).toBe(100);
    expect(mgrsStep(10)).toBe(1_000);
    expect(mgrsStep(17)).toBe(10_000);
    expect(mgrsStep(5_000)).toBe(100_000);
  });

  test('digits as at the edge of a printed map', () => {
    expect(gridDigits(5_896_000, 1_000)).toBe('96');
    expect(gridDigits(507_000, 1_000)).toBe('07');
    expect(gridDigits(507_300, 100)).toBe('073');
    expect(gridDigits(510_000, 10_000)).toBe('1');
    expect(gridDigits(600_000, 100_000)).toBe('6');
  });
});

import { describe, expect, it, test } from '@jest/globals';
import { ageInYears, isMinorIn } from './minor.js';

describe('age', () => {
  // Kostanay is 5 hours ahead of UTC: the day turns at 19:00 UTC.
  test.each([
    ['2008-06-15', '2026-06-14T18:59:59.999Z', 17, true],
    ['2008-06-15', '2026-06-14T19:00:00.000Z', 18, false],
    ['2008-02-29', '2026-02-28T12:00:00.000Z', 17, true],
    ['2008-02-29', '2026-03-01T12:00:00.000Z', 18, false],
    [2008, '2026-01-01T12:00:00.000Z', 18, true],
    [2008, '2026-12-31T18:59:59.999Z', 18, true],
    [2008, '2026-12-31T19:00:00.000Z', 19, false],
    [2007, '2026-06-01T12:00:00.000Z', 19, false],
    [2016, '2026-06-01T12:00:00.000Z', 10, true],
  ])('of %s at %s is %d', (birth, at, age, minor) => {
    expect(ageInYears(birth, new Date(at))).toBe(age);
    expect(isMinorIn(birth, new Date(at))).toBe(minor);
  });

  it('refuses what is not a day', () => {
    expect(() => ageInYears('15.06.2008', new Date('2026-06-14T12:00:00Z'))).toThrow(RangeError);
  });
});

import { describe, expect, it } from '@jest/globals';
import { REGION } from '@izdeu/contracts';
import { applicationReference, regionDay, regionYear } from './reference.js';

describe('application reference', () => {
  it('has region, year and a number of six digits', () => {
    expect(applicationReference('KST', 2026, 1)).toBe('KST-2026-000001');
    expect(applicationReference('KST', 2026, 999_999)).toBe('KST-2026-999999');
    expect(applicationReference('KST', 2026, 1_000_000)).toBe('KST-2026-1000000');
  });

  it('turns the year at midnight in the region', () => {
    expect(regionYear(new Date('2026-12-31T18:59:59.999Z'), REGION.timeZone)).toBe(2026);
    expect(regionYear(new Date('2026-12-31T19:00:00.000Z'), REGION.timeZone)).toBe(2027);
    expect(regionYear(new Date('2026-12-31T23:59:59.999Z'), 'UTC')).toBe(2026);
  });

  it('knows the day in the region', () => {
    expect(regionDay(new Date('2026-02-28T20:00:00.000Z'), REGION.timeZone)).toEqual({
      year: 2026,
      month: 3,
      day: 1,
    });
  });
});

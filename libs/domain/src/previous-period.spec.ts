import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { previousPeriod } from './previous-period.js';

const DAY = 86_400_000;
const day = (epoch: number): string => new Date(epoch).toISOString().slice(0, 10);

describe('the period before', () => {
  it.each([
    ['a year', '2021-01-01', '2021-12-31', '2020-01-01', '2020-12-31'],
    ['the year after a leap year', '2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31'],
    ['a month', '2021-03-01', '2021-03-31', '2021-02-01', '2021-02-28'],
    ['a quarter', '2021-01-01', '2021-03-31', '2020-10-01', '2020-12-31'],
    ['a week', '2021-03-08', '2021-03-14', '2021-03-01', '2021-03-07'],
    ['a day', '2021-03-01', '2021-03-01', '2021-02-28', '2021-02-28'],
  ])('of %s', (_name, from, to, previousFrom, previousTo) => {
    expect(previousPeriod({ from, to })).toEqual({ from: previousFrom, to: previousTo });
  });

  it('ends on the day before, for any period', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 900 }), (start, length) => {
        const from = day(start * DAY);
        const previous = previousPeriod({ from, to: day((start + length) * DAY) });
        expect(previous.to).toBe(day((start - 1) * DAY));
        expect(previous.from <= previous.to).toBe(true);
      }),
    );
  });
});

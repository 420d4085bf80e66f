import { describe, expect, it } from '@jest/globals';
import { casesQueryOf, filtersIn, periodOfYear, yearOf } from './figures.js';

describe('the question in the address', () => {
  it('is this year when nothing is asked', () => {
    expect(filtersIn(new URLSearchParams(), 2026)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('takes days and filters, and nothing that is not a day', () => {
    const search = new URLSearchParams('from=2021-02-01&to=tomorrow&district=rudny&squadId=');
    expect(filtersIn(search, 2021)).toEqual({ from: '2021-02-01', to: '2021-12-31', district: 'rudny' });
  });

  it('knows a whole year', () => {
    expect(yearOf(periodOfYear(2021))).toBe(2021);
    expect(yearOf({ from: '2021-01-01', to: '2021-06-30' })).toBeNull();
  });
});

it('reads the query of the cases behind a figure', () => {
  expect(casesQueryOf('/api/v1/statistics/cases?from=2021-01-01&to=2021-12-31&month=2021-03')).toEqual({
    from: '2021-01-01',
    to: '2021-12-31',
    month: '2021-03',
  });
});

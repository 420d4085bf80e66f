import { expect, it } from '@jest/globals';
import { isWorthReporting, type Reading } from './fix-filter.js';

const reading = (at: number, lat: number): Reading => ({
  at,
  position: [63, lat],
  accuracyMetres: 5,
  headingDegrees: null,
  speedMetresPerSecond: null,
});

it('reports the first reading, then every five seconds or ten metres', () => {
  const last = reading(1_000, 53);
  expect(isWorthReporting(null, last)).toBe(true);
  expect(isWorthReporting(last, reading(5_999, 53))).toBe(false);
  expect(isWorthReporting(last, reading(6_000, 53))).toBe(true);
  expect(isWorthReporting(last, reading(1_500, 53.00008))).toBe(false);
  expect(isWorthReporting(last, reading(1_500, 53.0001))).toBe(true);
});

import { describe, expect, test } from '@jest/globals';
import { clockJumped } from './clock-watch.js';

const HOUR = 3_600_000;

describe('the clocks of a device', () => {
  const before = { wall: 1_000_000, running: 5_000 };

  test('a late timer is no jump', () => {
    expect(clockJumped(before, { wall: 1_060_500, running: 65_000 })).toBe(false);
  });

  test('sleep and a corrected clock are, in both directions', () => {
    expect(clockJumped(before, { wall: 1_003_000 + HOUR, running: 8_000 })).toBe(true);
    expect(clockJumped(before, { wall: 1_003_000 - HOUR, running: 8_000 })).toBe(true);
  });
});

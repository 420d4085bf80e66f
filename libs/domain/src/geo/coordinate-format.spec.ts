import { describe, expect, it } from '@jest/globals';
import {
  formatDecimalDegrees,
  formatDegreesMinutes,
  formatDegreesMinutesSeconds,
} from './coordinate-format.js';

describe('coordinate text', () => {
  it('writes latitude first', () => {
    expect(formatDecimalDegrees([63.6246, 53.2144])).toBe('53.21440, 63.62460');
    expect(formatDegreesMinutes([63.6246, 53.2144])).toBe('53°12.864′N 063°37.476′E');
    expect(formatDegreesMinutesSeconds([63.6246, 53.2144])).toBe('53°12′51.8″N 063°37′28.6″E');
  });

  it('names the other hemispheres', () => {
    expect(formatDegreesMinutes([-0.5, -1.25])).toBe('01°15.000′S 000°30.000′W');
  });

  it('carries sixty into the next unit', () => {
    expect(formatDegreesMinutes([63.9999999, 52.9999999])).toBe('53°00.000′N 064°00.000′E');
    expect(formatDegreesMinutesSeconds([63.9999999, 53.01666666])).toBe('53°01′00.0″N 064°00′00.0″E');
  });
});

import { describe, expect, test } from '@jest/globals';
import { parseCoordinates, writeCoordinates } from './coordinates.js';

describe('coordinates as people write them', () => {
  test.each([
    ['53.214, 63.6246', [63.6246, 53.214]],
    ['53.214,63.6246', [63.6246, 53.214]],
    ['53.214 63.6246', [63.6246, 53.214]],
    ['53,214; 63,6246', [63.6246, 53.214]],
    ['53,214, 63,6246', [63.6246, 53.214]],
    ['  -33.9   18.4 ', [18.4, -33.9]],
  ])('%s', (text, position) => expect(parseCoordinates(text)).toEqual(position));

  test.each(['', 'Костанай', '53.2', '95, 63', '53, 263', '53.2, 63.6, 7'])('%s is no place', (text) =>
    expect(parseCoordinates(text)).toBeNull(),
  );

  test('reads MGRS, and what it writes itself', () => {
    expect(parseCoordinates('41UNU 41708 96303')?.[1]).toBeCloseTo(53.2, 0);
    expect(parseCoordinates(writeCoordinates([63.6246, 53.214]))).toEqual([63.6246, 53.214]);
  });
});

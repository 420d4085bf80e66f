import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellIndexOf, sectorIdOf } from './sector-id.js';

const GRID = '0192f0c4-7a10-7abc-8def-0123456789ab';

describe('sector ids', () => {
  it('adds index + 1 to the last 48 bits, round the end', () => {
    expect(sectorIdOf(GRID, 0)).toBe('0192f0c4-7a10-7abc-8def-0123456789ac');
    expect(sectorIdOf('0192f0c4-7a10-7abc-8def-FFFFFFFFFFFF', 0)).toBe(
      '0192f0c4-7a10-7abc-8def-000000000000',
    );
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(39_999), (grid, index) => {
        const id = sectorIdOf(grid, index);
        expect(id).toMatch(/^[0-9a-f-]{36}$/);
        expect(cellIndexOf(grid, id)).toBe(index);
        expect(cellIndexOf(grid.toUpperCase(), id.toUpperCase())).toBe(index);
      }),
    );
  });

  it('does not claim other ids', () => {
    expect(cellIndexOf(GRID, GRID)).toBeNull();
    expect(cellIndexOf(GRID, '0192f0c4-7a10-7abc-8dee-0123456789ac')).toBeNull();
    expect(cellIndexOf(GRID, '0192f0c4-7a10-7abc-8def-1123456789ab')).toBeNull();
    expect(cellIndexOf(GRID, 'garbage')).toBeNull();
  });

  it('throws on what no grid has', () => {
    expect(() => sectorIdOf('garbage', 0)).toThrow(TypeError);
    for (const index of [-1, 1.5, 40_000, Number.NaN])
      expect(() => sectorIdOf(GRID, index)).toThrow(RangeError);
  });
});

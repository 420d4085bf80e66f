import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { distanceMetres } from './distance.js';
import { formatMgrs, parseMgrs } from './mgrs.js';
import { mgrsLinesWithin } from './mgrs-lines.js';
import { toUtm } from './utm.js';

describe('MGRS', () => {
  it('cuts digits by precision', () => {
    const kostanay = [63.6246, 53.2144] as const;
    expect(formatMgrs(kostanay, 10)).toBe('41UNU 4170 9630');
    expect(formatMgrs(kostanay, 100)).toBe('41UNU 417 963');
    expect(formatMgrs(kostanay, 1000)).toBe('41UNU 41 96');
    expect(formatMgrs([0, 85])).toBeNull();
    expect(formatMgrs([0, Number.NaN])).toBeNull();
  });

  it('reads what it wrote, anywhere, at every precision', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 179.999, noNaN: true }),
        fc.double({ min: -80, max: 84, noNaN: true }),
        fc.constantFrom(1, 10, 100, 1000),
        (lon, lat, precision) => {
          const square = parseMgrs(formatMgrs([lon, lat], precision) ?? '');
          expect(square?.precisionMetres).toBe(precision);
          expect(distanceMetres(square?.centre ?? [0, 0], [lon, lat])).toBeLessThan(precision * 0.72 + 0.01);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads without spaces and in lower case, and refuses what names no square', () => {
    expect(parseMgrs('41unu4170896303')?.southWest).toMatchObject({
      eastingMetres: 541708,
      northingMetres: 5896303,
    });
    for (const text of [
      '',
      '41UNU',
      '41UNU 417 9630',
      '61UNU 1 1',
      '0UNU 11 11',
      '41UAA 11 11',
      '41IUU 11 11',
      'х',
    ]) {
      expect(parseMgrs(text)).toBeNull();
    }
  });
});

describe('graticule', () => {
  const bounds = { west: 63.5, south: 53.1, east: 63.8, north: 53.3 };

  it('draws whole multiples of the step that really are grid lines', () => {
    const lines = mgrsLinesWithin(bounds, 1000, 41);
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) {
      expect(line.valueMetres % 1000).toBe(0);
      for (const point of line.points) {
        const utm = toUtm(point, 41);
        const value = line.constant === 'easting' ? utm.eastingMetres : utm.northingMetres;
        expect(Math.abs(value - line.valueMetres)).toBeLessThan(0.001);
      }
    }
  });

  it('draws nothing rather than a grey page', () => {
    expect(mgrsLinesWithin(bounds, 1, 41)).toEqual([]);
    expect(mgrsLinesWithin(bounds, 0, 41)).toEqual([]);
  });
});

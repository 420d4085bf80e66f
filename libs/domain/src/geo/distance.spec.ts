import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bearingDegrees, distanceMetres, geodesicBetween } from './distance.js';
import { pointScale, toUtm } from './utm.js';

describe('geodesic', () => {
  it('agrees with the classic test line (Flinders Peak to Buninyong on WGS84)', () => {
    const from = [144 + 25 / 60 + 29.5244 / 3600, -(37 + 57 / 60 + 3.7203 / 3600)] as const;
    const to = [143 + 55 / 60 + 35.3839 / 3600, -(37 + 39 / 60 + 10.1561 / 3600)] as const;
    expect(distanceMetres(from, to)).toBeCloseTo(54972.271, 2);
    expect(bearingDegrees(from, to)).toBeCloseTo(306 + 52 / 60 + 5.37 / 3600, 4);
  });

  it('measures a degree on the equator and on a meridian', () => {
    expect(distanceMetres([0, 0], [1, 0])).toBeCloseTo(111319.491, 2);
    expect(distanceMetres([63, 0], [63, 1])).toBeCloseTo(110574.389, 2);
    expect(distanceMetres([-179.5, 0], [179.5, 0])).toBeCloseTo(111319.491, 2);
    expect(bearingDegrees([63, 53], [63, 52])).toBeCloseTo(180, 9);
    expect(geodesicBetween([63, 53], [63, 53])).toEqual({ distanceMetres: 0, initialBearingDegrees: 0 });
  });

  it('answers near the antipode and at the poles', () => {
    expect(distanceMetres([0, 0], [179.9, 0.1])).toBeGreaterThan(19_900_000);
    expect(distanceMetres([0, 0], [180, 0])).toBeGreaterThan(19_900_000);
    expect(distanceMetres([0, 90], [90, -90])).toBeGreaterThan(19_990_000);
  });

  it('agrees with the grid over a kilometre, once scale is taken out', () => {
    const shift = fc.double({ min: 0.001, max: 0.01, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 60, max: 68, noNaN: true }),
        fc.double({ min: 48, max: 55, noNaN: true }),
        shift,
        shift,
        (lon, lat, dLon, dLat) => {
          const [a, b] = [toUtm([lon, lat], 41), toUtm([lon + dLon, lat + dLat], 41)];
          const plane = Math.hypot(a.eastingMetres - b.eastingMetres, a.northingMetres - b.northingMetres);
          const ground = plane / pointScale([lon + dLon / 2, lat + dLat / 2], 41);
          expect(Math.abs(distanceMetres([lon, lat], [lon + dLon, lat + dLat]) / ground - 1)).toBeLessThan(
            1e-6,
          );
        },
      ),
    );
  });
});

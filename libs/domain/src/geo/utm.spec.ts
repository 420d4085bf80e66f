import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import proj4 from 'proj4';
import { formatMgrs } from './mgrs.js';
import { fromUtm, fromUtmWithScale, gridConvergenceDegrees, pointScale, toUtm, utmZoneOf } from './utm.js';

const CITIES = [
  {
    name: 'Kostanay',
    at: [63.6246, 53.2144],
    zone: 41,
    e: 541708.96,
    n: 5896303.27,
    mgrs: '41UNU 41708 96303',
  },
  { name: 'Rudny', at: [63.1168, 52.9729], zone: 41, e: 507843.4, n: 5869262.27, mgrs: '41UNU 07843 69262' },
  {
    name: 'Arkalyk',
    at: [66.9114, 50.2487],
    zone: 42,
    e: 351095.7,
    n: 5568369.92,
    mgrs: '42UUA 51095 68369',
  },
  {
    name: 'Zhitikara',
    at: [61.2011, 52.1908],
    zone: 41,
    e: 377035.26,
    n: 5783785.18,
    mgrs: '41ULT 77035 83785',
  },
] as const;

const longitude = fc.double({ min: 46, max: 88, noNaN: true });
const latitude = fc.double({ min: 40, max: 56, noNaN: true });
/** Own zone or a neighbour: an incident across a zone's edge keeps one zone. */
const zoneShift = fc.integer({ min: -1, max: 1 });

describe('UTM', () => {
  it.each(CITIES)('agrees with the published figures for $name', ({ at, zone, e, n, mgrs }) => {
    const found = toUtm(at);
    expect(found).toMatchObject({ zone, hemisphere: 'N' });
    expect(Math.abs(found.eastingMetres - e)).toBeLessThan(0.01);
    expect(Math.abs(found.northingMetres - n)).toBeLessThan(0.01);
    expect(formatMgrs(at)).toBe(mgrs);
  });

  it('knows scale and convergence', () => {
    expect(pointScale([63.6246, 53.2144])).toBeCloseTo(0.999621, 6);
    expect(gridConvergenceDegrees([63.6246, 53.2144])).toBeCloseTo(0.5, 2);
    expect(gridConvergenceDegrees([66.9114, 50.2487])).toBeCloseTo(-1.61, 2);
    expect(pointScale([63, 53])).toBeCloseTo(0.9996, 9);
  });

  it('agrees with proj4 to a tenth of a millimetre over Kazakhstan, also in the neighbour zone', () => {
    fc.assert(
      fc.property(longitude, latitude, zoneShift, (lon, lat, shift) => {
        const zone = utmZoneOf([lon, lat]) + shift;
        const definition = `+proj=etmerc +lat_0=0 +lon_0=${zone * 6 - 183} +k=0.9996 +x_0=500000 +y_0=0 +datum=WGS84`;
        const [east, north] = proj4<[number, number]>('EPSG:4326', definition, [lon, lat]);
        const found = toUtm([lon, lat], zone);
        expect(Math.hypot(found.eastingMetres - east, found.northingMetres - north)).toBeLessThan(1e-4);
      }),
    );
  });

  it('comes back to the same position and the same scale', () => {
    fc.assert(
      fc.property(longitude, latitude, zoneShift, (lon, lat, shift) => {
        const zone = utmZoneOf([lon, lat]) + shift;
        const back = fromUtmWithScale(toUtm([lon, lat], zone));
        expect(Math.abs(back.longitude - lon)).toBeLessThan(1e-10);
        expect(Math.abs(back.latitude - lat)).toBeLessThan(1e-10);
        expect(Math.abs(back.scale - pointScale([lon, lat], zone))).toBeLessThan(1e-12);
      }),
    );
  });

  it('works in the south and across the antimeridian', () => {
    const sydney = toUtm([151.2093, -33.8688]);
    expect(sydney).toMatchObject({ zone: 56, hemisphere: 'S' });
    expect(sydney.northingMetres).toBeCloseTo(6250948.35, 1);
    const [lon, lat] = fromUtm(toUtm([-179.5, 10], 60));
    expect(lon).toBeCloseTo(-179.5, 9);
    expect(lat).toBeCloseTo(10, 9);
  });

  it('knows the zones with exceptions', () => {
    expect(utmZoneOf([65.999999, 51])).toBe(41);
    expect(utmZoneOf([66, 51])).toBe(42);
    expect(utmZoneOf([180, 0])).toBe(1);
    expect(utmZoneOf([5, 60])).toBe(32);
    expect(utmZoneOf([15, 78])).toBe(33);
  });
});

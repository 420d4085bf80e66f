import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LonLat } from '@izdeu/contracts';
import {
  formatDecimalDegrees,
  formatDegreesMinutes,
  formatDegreesMinutesSeconds,
} from './coordinate-format.js';
import { distanceMetres } from './distance.js';
import { formatMgrs } from './mgrs.js';
import { parseCoordinates } from './parse-coordinates.js';
import { toUtm } from './utm.js';

const KOSTANAY: LonLat = [63.6246, 53.2144];
const metresFrom = (text: string, place: LonLat = KOSTANAY): number => {
  const parsed = parseCoordinates(text);
  return parsed === null ? Infinity : distanceMetres(parsed, place);
};

describe('coordinates as people write them', () => {
  test.each([
    ['53.2144, 63.6246', 0.1],
    ['53.2144,63.6246', 0.1],
    ['53.2144 63.6246', 0.1],
    ['53,2144; 63,6246', 0.1],
    ['53,2144, 63,6246', 0.1],
    ['53.2144° 63.6246°', 0.1],
    ['53.2144N 63.6246E', 0.1],
    ['63.6246E 53.2144N', 0.1],
    ['N53.2144, E63.6246', 0.1],
    ['С 53.2144 В 63.6246', 0.1],
    ['53°12.864′N 063°37.476′E', 3],
    ["53°12.864'N, 63°37.476'E", 3],
    ['N53 12.864 E63 37.476', 3],
    ['53°12′51.8″N 063°37′28.6″E', 3],
    ['53°12\'51.8" 63°37\'28.6"', 3],
    ['53 12 51.8 с 63 37 28.6 в', 3],
    ['41U 541708 5896303', 2],
    ['41N 541708 5896303', 2],
    ['41 541708 5896303', 2],
    ['41UNU4170896303', 2],
    ['41UNU 41708 96303', 2],
    ['geo:53.2144,63.6246?z=17', 0.1],
    ['https://www.google.com/maps?q=53.2144,63.6246', 0.1],
    ['https://maps.google.com/?q=53.2144%2C63.6246', 0.1],
    ['https://www.google.kz/maps/@53.2144,63.6246,15z', 0.1],
    ['https://www.google.com/maps/place/X/@53.1,63.1,15z/data=!3d53.2144!4d63.6246', 0.1],
    ['смотри тут https://www.google.com/maps/search/53.2144,+63.6246', 0.1],
    ['https://yandex.kz/maps/?ll=63.6246%2C53.2144&z=15', 0.1],
    ['https://yandex.ru/maps/?ll=63.1%2C53.1&pt=63.6246,53.2144&z=15', 0.1],
    ['https://2gis.kz/kostanay/geo/63.6246%2C53.2144', 0.1],
    ['https://2gis.kz/kostanay?m=63.6246%2C53.2144%2F16', 0.1],
    ['https://www.openstreetmap.org/#map=15/53.2144/63.6246', 0.1],
    ['https://www.openstreetmap.org/?mlat=53.2144&mlon=63.6246#map=5/50/60', 0.1],
    ['https://maps.apple.com/?ll=53.2144,63.6246', 0.1],
  ])('%s', (text, metres) => expect(metresFrom(text)).toBeLessThan(metres));

  test('south and west are negative', () => {
    expect(parseCoordinates("33°54'S 18°24'E")?.[1]).toBeCloseTo(-33.9, 9);
    expect(parseCoordinates('  -33.9   18.4 ')).toEqual([18.4, -33.9]);
    expect(parseCoordinates('19H 300000 6300000')?.[1]).toBeLessThan(-33);
  });

  test.each([
    '',
    'Костанай',
    '53.2',
    '95, 63',
    '53, 263',
    '53.2, 63.6, 7',
    '53°72′N 63°37′E',
    '53.5°12′N 63°37′E',
    '53N 63N',
    '-53N 63E',
    '71U 541708 5896303',
    '41C 541708 5896303',
    '+7 700 000 00 00',
    '12.11.2026 14:30',
    'https://goo.gl/maps/abcdef',
    'https://evil.example/maps?q=53.2144,63.6246',
    'https://www.google.com/maps?q=Kostanay',
  ])('%s is no place', (text) => expect(parseCoordinates(text)).toBeNull());

  test('whatever is written here is read back', () => {
    const place = fc.tuple(
      fc.double({ min: -179.9, max: 179.9, noNaN: true }),
      fc.double({ min: -79.9, max: 79.9, noNaN: true }),
    );
    fc.assert(
      fc.property(place, ([longitude, latitude]) => {
        const position: LonLat = [longitude, latitude];
        const utm = toUtm(position);
        const easting = String(Math.round(utm.eastingMetres)).padStart(6, '0');
        const northing = String(Math.round(utm.northingMetres)).padStart(7, '0');
        expect(metresFrom(formatDecimalDegrees(position), position)).toBeLessThan(2);
        expect(metresFrom(formatDegreesMinutes(position), position)).toBeLessThan(4);
        expect(metresFrom(formatDegreesMinutesSeconds(position), position)).toBeLessThan(4);
        expect(metresFrom(formatMgrs(position) ?? '', position)).toBeLessThan(2);
        if (latitude > 0) expect(metresFrom(`${utm.zone}N ${easting} ${northing}`, position)).toBeLessThan(2);
      }),
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import type { LiveMarker } from './live-marker.js';
import { TrailBook } from './marker-trails.js';

const fix = (seconds: number, lon = 63 + seconds / 1e5): LiveMarker => ({
  id: 'a',
  kind: 'team',
  teamId: 't',
  label: 'Дос-1',
  position: [lon, 53],
  accuracyMetres: 5,
  at: seconds * 1000,
});
const times = (book: TrailBook) => book.of('a').map(({ at }) => at / 1000);

describe('trails', () => {
  test('a fix a second leaves a point each eight seconds, and ends where the mark is', () => {
    const book = new TrailBook();
    for (let second = 0; second <= 30; second += 1) book.take(fix(second));
    expect(times(book)).toEqual([0, 8, 16, 24, 30]);
  });

  test('a late or repeated fix changes nothing', () => {
    const book = new TrailBook();
    for (const second of [0, 10, 20, 10, 20, 5]) book.take(fix(second));
    expect(times(book)).toEqual([0, 10, 20]);
  });

  test('what is older than five minutes goes, and so does who left', () => {
    const book = new TrailBook();
    for (let second = 0; second <= 400; second += 10) book.take(fix(second));
    book.prune(400_000, new Set(['a']));
    expect(times(book)[0]).toBe(100);
    book.prune(400_000, new Set());
    expect(times(book)).toEqual([]);
  });
});

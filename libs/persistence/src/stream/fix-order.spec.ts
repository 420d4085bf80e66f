import { describe, expect, test } from '@jest/globals';
import type { Fix } from '@izdeu/contracts';
import { devicePlaces, inOrder } from './fix-order.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000000';
const B = 'bbbbbbbb-0000-4000-8000-000000000000';
const fix = (deviceId: string, sequence: number, lon = 63): Fix => ({
  deviceId,
  sequence,
  at: '2026-11-01T10:00:00Z',
  lon,
  lat: 53,
  accuracyMetres: 5,
});
const namesOf = (fixes: readonly Fix[]) => fixes.map(({ deviceId, sequence }) => `${deviceId[0]}${sequence}`);

describe('the order of a batch', () => {
  test('is by device and sequence, whatever order a phone sends', () => {
    const { fixes, devices, newest } = inOrder([fix(B, 2), fix(A, 10), fix(B, 1), fix(A, 9)]);
    expect(namesOf(fixes)).toEqual(['a9', 'a10', 'b1', 'b2']);
    expect(devices).toEqual([A, B]);
    expect(newest).toEqual([1, 3]);
    expect(devicePlaces(newest)).toEqual([1, 1, 2, 2]);
  });

  test('keeps the first of repeated fixes, also when a device is spelt in capitals', () => {
    const { fixes, devices } = inOrder([fix(A, 1, 60), fix(A.toUpperCase(), 1, 61), fix(A.toUpperCase(), 2)]);
    expect(namesOf(fixes)).toEqual(['a1', 'a2']);
    expect(fixes[0]?.lon).toBe(60);
    expect(devices).toEqual([A]);
  });

  test('of one fix is one device', () => {
    const { newest } = inOrder([fix(A, 0)]);
    expect(newest).toEqual([0]);
    expect(devicePlaces(newest)).toEqual([1]);
  });
});

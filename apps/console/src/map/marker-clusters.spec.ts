import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clusterPoints } from './marker-clusters.js';
import { isStale, labelPriority, opacityOf, standsAlone, type LiveMarker } from './live-marker.js';

const NOW = 1_000_000_000;
const marker = (more: Partial<LiveMarker> = {}): LiveMarker => ({
  id: 'a',
  kind: 'person',
  teamId: 't1',
  label: 'Дос-1',
  position: [63, 53],
  accuracyMetres: 5,
  at: NOW,
  ...more,
});

describe('clusters of marks', () => {
  test('three in a cell become one in their middle, two stay themselves', () => {
    const at = (x: number, y: number, alone = false) => ({ x, y, alone });
    const { clusters, singles } = clusterPoints([
      at(10, 10),
      at(20, 10),
      at(30, 25),
      at(100, 10),
      at(101, 10),
    ]);
    expect(clusters).toEqual([{ members: [0, 1, 2], x: 20, y: 15 }]);
    expect(singles).toEqual([3, 4]);
  });

  test('nobody is lost, nobody is counted twice, and who stands alone is in no cluster', () => {
    const points = fc.array(
      fc.record({
        x: fc.integer({ min: -5000, max: 5000 }),
        y: fc.integer({ min: 0, max: 300 }),
        alone: fc.boolean(),
      }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(points, (all) => {
        const { clusters, singles } = clusterPoints(all);
        const members = clusters.flatMap((cluster) => [...cluster.members]);
        expect([...members, ...singles].sort((a, b) => a - b)).toEqual(all.map((_, index) => index));
        expect(members.some((index) => all[index]?.alone)).toBe(false);
      }),
    );
  });

  test('in danger, selected and silent teams stand alone; a silent phone of a team may be gathered', () => {
    const old = NOW - 121_000;
    expect(standsAlone(marker(), NOW, null)).toBe(false);
    expect(standsAlone(marker({ danger: true }), NOW, null)).toBe(true);
    expect(standsAlone(marker(), NOW, 't1')).toBe(true);
    expect(standsAlone(marker({ teamId: null }), NOW, null)).toBe(false);
    expect(standsAlone(marker({ kind: 'team', at: old }), NOW, null)).toBe(true);
    expect(standsAlone(marker({ kind: 'team' }), NOW, null)).toBe(false);
    expect(standsAlone(marker({ at: old }), NOW, null)).toBe(false);
  });

  test('age fades a mark, then calls it old; danger is named first', () => {
    expect(opacityOf(marker({ at: NOW - 29_000 }), NOW)).toBe(1);
    expect(opacityOf(marker({ at: NOW - 75_000 }), NOW)).toBeCloseTo(0.8);
    expect(opacityOf(marker({ at: NOW - 3_600_000 }), NOW)).toBeCloseTo(0.6);
    expect(isStale(marker({ at: NOW - 120_000 }), NOW)).toBe(false);
    expect(isStale(marker({ at: NOW - 120_001 }), NOW)).toBe(true);
    const order = [
      marker({ danger: true }),
      marker({ own: true }),
      marker({ kind: 'team', at: NOW - 200_000 }),
      marker({ kind: 'team' }),
      marker({ at: NOW - 200_000 }),
      marker(),
    ].map((one) => labelPriority(one, NOW, false));
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

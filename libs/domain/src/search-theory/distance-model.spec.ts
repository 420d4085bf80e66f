import { describe, expect, it } from '@jest/globals';
import type { GeoPolygon, LonLat } from '@izdeu/contracts';
import fc from 'fast-check';
import { fromUtm, toUtm } from '../geo/utm.js';
import { bootstrapMean } from './bootstrap-interval.js';
import { mattsonConsensus, oConnorConsensus } from './consensus.js';
import { coverageForPod, podOfCoverage, podOfSpacing, spacingForPod } from './coverage.js';
import { discOverlapArea, type PlanePoint } from './disc-overlap.js';
import { isRingTable, poaFromRings, ringRadiiFromCases, type RingRadii } from './distance-rings.js';
import { empiricalQuantile, fitLogNormal } from './empirical-quantile.js';
import * as radial from './radial-model.js';
import { rossmoScore, rossmoShare } from './rossmo.js';
import { sweepWidthMetres } from './sweep-width.js';

const refusal = (field: string) => expect.objectContaining({ code: 'REFUSED', details: { field } });
const KOSTANAY: LonLat = [63.6246, 53.2144];
const RADII: RingRadii = [300, 800, 1900, 4600];

/** Square of the grid about Kostanay, by the metres of its south-west corner from there. */
function square(east: number, north: number, side: number): GeoPolygon {
  const centre = toUtm(KOSTANAY);
  const corner = (dx: number, dy: number): LonLat =>
    fromUtm({
      ...centre,
      eastingMetres: centre.eastingMetres + east + dx,
      northingMetres: centre.northingMetres + north + dy,
    });
  const ring = [corner(0, 0), corner(side, 0), corner(side, side), corner(0, side), corner(0, 0)];
  return { type: 'Polygon', coordinates: [ring] };
}

describe('detection', () => {
  it('goes there and back between POD, coverage and spacing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.99, noNaN: true }), (pod) => {
        expect(podOfCoverage(coverageForPod(pod))).toBeCloseTo(pod, 12);
        expect(podOfSpacing(40, spacingForPod(40, pod))).toBeCloseTo(pod, 12);
      }),
    );
  });

  it('refuses by field', () => {
    expect(() => coverageForPod(1)).toThrow(refusal('pod'));
    expect(() => podOfCoverage(Number.NaN)).toThrow(refusal('coverage'));
    expect(() => podOfSpacing(40, 0)).toThrow(refusal('spacingMetres'));
    expect(() => sweepWidthMetres(0, 1.8)).toThrow(refusal('detectionRangeMetres'));
  });
});

describe('consensus', () => {
  it('keeps the rest of the world beside the letters', () => {
    const map = oConnorConsensus([{ letters: ['G', 'A', 'C', 'D'], row: 0.15 }]);
    expect(map.row).toBe(0.15);
    expect(map.sectors[1]).toBeCloseTo((7 / 17) * 0.85, 12);
  });

  it('adds up to 1 whatever the evaluators wrote', () => {
    const map = mattsonConsensus([
      { sectors: [40, 40], row: 20 },
      { sectors: [6, 2], row: 2 },
    ]);
    expect(map.sectors).toEqual([0.5, expect.closeTo(0.3)]);
    expect(map.row).toBeCloseTo(0.2, 12);
  });

  it('refuses no votes, empty votes and unequal ones', () => {
    expect(() => mattsonConsensus([])).toThrow(refusal('votes'));
    expect(() => mattsonConsensus([{ sectors: [0, 0], row: 0 }])).toThrow(refusal('votes[0]'));
    const votes = [
      { sectors: [1, 1], row: 1 },
      { sectors: [1], row: 1 },
    ];
    expect(() => mattsonConsensus(votes)).toThrow(refusal('votes[1]'));
  });
});

describe('distance rings', () => {
  it('knows the area of a disc in a ring of any shape', () => {
    const box: PlanePoint[] = [
      [-3, -3],
      [3, -3],
      [3, 3],
      [-3, 3],
    ];
    expect(discOverlapArea(box, 1)).toBeCloseTo(Math.PI, 12);
    expect(discOverlapArea(box, 10)).toBeCloseTo(36, 12);
    expect(discOverlapArea([...box].reverse(), 1)).toBeCloseTo(Math.PI, 12);
    expect(
      discOverlapArea(
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 9],
        ],
        2,
      ),
    ).toBeCloseTo(Math.PI, 12);
    expect(
      discOverlapArea(
        [
          [5, 5],
          [6, 5],
          [6, 6],
        ],
        2,
      ),
    ).toBeCloseTo(0, 12);
  });

  it('gives sectors all that lies in the rings and the rest of the world the 5 % beyond', () => {
    const side = 1000;
    const cells = Array.from({ length: 100 }, (_, cell) =>
      square(((cell % 10) - 5) * side, (Math.floor(cell / 10) - 5) * side, side),
    );
    const map = poaFromRings(KOSTANAY, RADII, cells);
    expect(map.row).toBeCloseTo(0.05, 3);
    expect(map.sectors.reduce((sum, share) => sum + share, map.row)).toBeCloseTo(1, 9);
    expect(map.sectors[44]).toBeGreaterThan(map.sectors[11] ?? 0);
    const one = poaFromRings(KOSTANAY, RADII, [square(0, 0, side)]);
    expect(one.sectors[0]).toBeCloseTo(map.sectors[55] ?? 0, 9);
    expect(one.row).toBeCloseTo(1 - (one.sectors[0] ?? 0), 12);
  });

  it('takes radii from cases, wide enough to have an area', () => {
    expect(ringRadiiFromCases([0, 0, 0, 0, 1000, 2000], 50)).toEqual([50, 100, 750, 1750]);
    expect(isRingTable([300, 800, 1900, 4600])).toBe(true);
    expect(isRingTable([300, 300, 1900, 4600])).toBe(false);
    expect(() => ringRadiiFromCases([])).toThrow(refusal('values'));
    expect(() => poaFromRings(KOSTANAY, [300, 200, 400, 500], [square(0, 0, 100)])).toThrow(
      refusal('radiiMetres[1]'),
    );
    expect(() => poaFromRings(KOSTANAY, RADII, [square(20_000, 0, 100)])).toThrow(refusal('sectors'));
    expect(() =>
      poaFromRings(KOSTANAY, RADII, [square(-5000, -5000, 10_000), square(-900, -900, 2000)]),
    ).toThrow(refusal('sectors'));
  });

  it('interpolates between observations', () => {
    expect(empiricalQuantile([4, 1, 2, 3], 0.5)).toBe(2.5);
    expect(empiricalQuantile([7], 0.95)).toBe(7);
  });
});

describe('distance models', () => {
  const models = {
    rings: radial.ringModel(RADII),
    graded: radial.gradedRingModel(RADII),
    disc: radial.discModel(4600),
    logNormal: radial.logNormalModel(fitLogNormal([300, 800, 1900, 4600], 50), 1),
    mixed: radial.mixedModel([
      { model: radial.ringModel(RADII), weight: 2 },
      { model: radial.gradedRingModel(RADII), weight: 1 },
    ]),
  };

  it.each(Object.entries(models))('%s: the density integrates to the share', (_, model) => {
    let share = 0;
    for (let distance = 0.5; distance < 6000; distance += 1) {
      share += model.density(distance) * 2 * Math.PI * distance;
    }
    expect(share).toBeCloseTo(model.shareWithin(6000), 2);
    expect(radial.distanceOfShare(model, model.shareWithin(1000))).toBeCloseTo(1000, 3);
  });

  it('keeps the rings of their table', () => {
    radial
      .ringRadiiOfModel(models.graded)
      .forEach((radius, index) => expect(radius).toBeCloseTo(RADII[index] ?? 0, 3));
    radial
      .ringRadiiOfModel(models.rings)
      .forEach((radius, index) => expect(radius).toBeCloseTo(RADII[index] ?? 0, 3));
  });
});

describe('Rossmo score', () => {
  it('is 0 for a map that tells nothing and near 1 for the best cell', () => {
    expect(rossmoScore(rossmoShare([1, 1, 1, 1], 2))).toBe(0);
    expect(rossmoScore(rossmoShare([4, 3, 2, 1], 0))).toBe(0.75);
    expect(rossmoScore(rossmoShare([4, 3, 2, 1], 3))).toBe(-0.75);
    expect(() => rossmoShare([1, 2], 2)).toThrow(refusal('findIndex'));
    expect(() => rossmoShare([1, Number.NaN], 0)).toThrow(refusal('cells[1]'));
  });

  it('has an interval that a seed repeats', () => {
    const values = Array.from({ length: 40 }, (_, index) => Math.sin(index));
    const first = bootstrapMean(values, { seed: 7 });
    expect(bootstrapMean(values, { seed: 7 })).toEqual(first);
    expect(first.low).toBeLessThan(first.mean);
    expect(first.high).toBeGreaterThan(first.mean);
    expect(() => bootstrapMean([], { seed: 1 })).toThrow(refusal('values'));
  });
});

import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { addPass, computedPod, cumulativePod, effectivePod, MAX_POD, podFromCoverage } from './pod.js';

const sectorId = '01980000-0000-7000-8000-000000000001';

describe('probability of detection', () => {
  // Koopman's table as printed at asar.team.
  test.each([
    [0, 0],
    [0.5, 0.393],
    [1, 0.632],
    [1.5, 0.777],
    [2, 0.865],
    [3, 0.95],
  ])('coverage %d gives %d', (coverage, pod) => {
    expect(podFromCoverage(coverage)).toBeCloseTo(pod, 3);
  });

  it('computes C = W·TTL/A from the effort', () => {
    const areaSquareMetres = 500 * 500;
    const effort = { sweepWidthMetres: 20, trackLengthMetres: 2_500, areaSquareMetres };
    expect(computedPod(effort)).toBeCloseTo(podFromCoverage(0.2), 12);
    expect(computedPod({ ...effort, searchers: 5 })).toBeCloseTo(podFromCoverage(1), 12);
  });

  it('is unknown, not zero, without an effort', () => {
    expect(computedPod({ areaSquareMetres: 1, sweepWidthMetres: 1 })).toBeNull();
    expect(computedPod({ areaSquareMetres: 1, trackLengthMetres: 1 })).toBeNull();
    expect(computedPod({ areaSquareMetres: 0, sweepWidthMetres: 1, trackLengthMetres: 1 })).toBeNull();
    expect(computedPod({ areaSquareMetres: 1, sweepWidthMetres: 1, trackLengthMetres: 0 })).toBe(0);
  });

  it('thins the estimate over the searched share', () => {
    expect(effectivePod({ estimatedPodPercent: 80, searchedSharePercent: 50 })).toBeCloseTo(0.4, 12);
    expect(effectivePod({ estimatedPodPercent: 99, searchedSharePercent: 100 })).toBe(MAX_POD);
    expect(effectivePod({ estimatedPodPercent: 99, searchedSharePercent: 0 })).toBe(0);
  });

  it('adds coverages of independent passes', () => {
    expect(cumulativePod([])).toBe(0);
    expect(cumulativePod([0.5, 0.5])).toBeCloseTo(0.75, 12);
    expect(cumulativePod([podFromCoverage(0.7), podFromCoverage(1.1)])).toBeCloseTo(podFromCoverage(1.8), 12);
  });

  const pods = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

  it('never clears a sector and never falls with another pass', () => {
    fc.assert(
      fc.property(pods, fc.double({ min: 0, max: 1, noNaN: true }), (passes, next) => {
        const before = cumulativePod(passes);
        const after = cumulativePod([...passes, next]);
        expect(after).toBeLessThanOrEqual(MAX_POD);
        expect(after).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });

  it('gives the same pass by pass as over all passes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (passes) => {
          const coverage = passes.reduce<ReturnType<typeof addPass> | undefined>(
            (previous, pod) =>
              addPass(previous, { sectorId, effectivePod: pod, at: '2026-01-10T10:00:00.000Z' }),
            undefined,
          );
          expect(coverage?.passes).toBe(passes.length);
          expect(coverage?.cumulativePod).toBeCloseTo(cumulativePod(passes), 10);
        },
      ),
    );
  });

  it('keeps the time of the latest pass when an earlier one is reported after it', () => {
    const first = addPass(undefined, { sectorId, effectivePod: 0.3, at: '2026-01-10T10:00:00.000Z' });
    const late = addPass(first, { sectorId, effectivePod: 0.3, at: '2026-01-10T14:30:00+05:00' });
    expect(late.lastPassAt).toBe('2026-01-10T10:00:00.000Z');
    const next = addPass(late, { sectorId, effectivePod: 0, at: '2026-01-10T10:00:00.001Z' });
    expect(next).toMatchObject({ sectorId, passes: 3, lastPassAt: '2026-01-10T10:00:00.001Z' });
  });
});

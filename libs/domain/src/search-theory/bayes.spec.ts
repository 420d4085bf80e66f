import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../domain-error.js';
import { MAX_POD } from '../pod.js';
import {
  mapAfterSearches,
  overallProbabilityOfSuccess,
  posteriorPoa,
  probabilityDensityPerKm2,
  type ProbabilityMap,
  successRatePerHour,
} from './bayes.js';
import { podOfPasses } from './coverage.js';
import { mergeSectors, splitSector } from './sector-split.js';

const pod = fc.double({ min: 0, max: MAX_POD, noNaN: true });
/** A map over sectors and the rest of the world, with POD of three passes over each sector. */
const searched = fc
  .array(
    fc.record({ weight: fc.double({ min: 0.001, max: 1, noNaN: true }), pods: fc.tuple(pod, pod, pod) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((sectors) => {
    const row = 0.05;
    const total = sectors.reduce((sum, { weight }) => sum + weight, 0);
    return {
      map: { sectors: sectors.map(({ weight }) => ((1 - row) * weight) / total), row },
      pods: sectors.map((sector) => sector.pods),
    };
  });
const mass = (map: { sectors: readonly number[]; row: number }) =>
  map.sectors.reduce((sum, share) => sum + share, map.row);
const refusedField = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof DomainError ? [error.code, error.details['field']] : error;
  }
  return undefined;
};

describe('Bayes over sectors and the rest of the world', () => {
  it('conserves mass, raises the rest of the world and clears no sector', () => {
    fc.assert(
      fc.property(searched, ({ map, pods }) => {
        const after = mapAfterSearches(
          map,
          pods.map((passes) => podOfPasses(passes)),
        );
        expect(mass(after)).toBeCloseTo(1, 9);
        expect(after.row).toBeGreaterThanOrEqual(map.row - 1e-12);
        expect(after.sectors.every((share) => share > 0)).toBe(true);
      }),
    );
  });

  it('does not mind the order of passes, nor whether they come one by one', () => {
    fc.assert(
      fc.property(searched, ({ map, pods }) => {
        const batch = mapAfterSearches(
          map,
          pods.map((passes) => podOfPasses(passes)),
        );
        const reversed = mapAfterSearches(
          map,
          pods.map((passes) => podOfPasses([...passes].reverse())),
        );
        const chained = [0, 1, 2].reduce<ProbabilityMap>(
          (current, pass) =>
            mapAfterSearches(
              current,
              pods.map((passes) => passes[pass] ?? 0),
            ),
          map,
        );
        batch.sectors.forEach((share, index) => {
          expect(reversed.sectors[index]).toBeCloseTo(share, 12);
          expect(chained.sectors[index]).toBeCloseTo(share, 9);
        });
      }),
    );
  });

  it('adds conditional successes up to the overall one', () => {
    fc.assert(
      fc.property(searched, ({ map, pods }) => {
        const prior = [...map.sectors, map.row];
        let [current, missed] = [prior as readonly number[], 1];
        for (const pass of [0, 1, 2]) {
          const now = [...pods.map((passes) => passes[pass] ?? 0), 0];
          missed *= 1 - overallProbabilityOfSuccess(current, now);
          current = posteriorPoa(current, now);
        }
        const cumulative = [...pods.map((passes) => podOfPasses(passes)), 0];
        expect(overallProbabilityOfSuccess(prior, cumulative)).toBeCloseTo(1 - missed, 9);
      }),
    );
  });

  it('refuses what is no map, by field', () => {
    expect(refusedField(() => posteriorPoa([0, 0], [0, 0]))).toEqual(['REFUSED', 'priorPoa']);
    expect(refusedField(() => posteriorPoa([Number.NaN], [0]))).toEqual(['REFUSED', 'priorPoa[0]']);
    expect(refusedField(() => posteriorPoa([1], [1.2]))).toEqual(['REFUSED', 'cumulativePod[0]']);
    expect(refusedField(() => posteriorPoa([1], [0, 0]))).toEqual(['REFUSED', 'cumulativePod']);
    expect(refusedField(() => posteriorPoa([1], [1]))).toEqual(['REFUSED', 'cumulativePod']);
    expect(refusedField(() => mapAfterSearches({ sectors: [0, 0], row: 0 }, [0, 0]))).toEqual([
      'REFUSED',
      'sectors',
    ]);
    expect(refusedField(() => mapAfterSearches({ sectors: [0.5], row: 0.1 }, [0]))).toEqual([
      'REFUSED',
      'row',
    ]);
    expect(refusedField(() => probabilityDensityPerKm2(0.1, 0))).toEqual(['REFUSED', 'areaKm2']);
  });

  it('lowers the POS rate by what was covered', () => {
    expect(successRatePerHour(0.3, 0.4)).toBeCloseTo(0.12, 12);
    expect(successRatePerHour(0.3, 0.4, 1)).toBeCloseTo(0.12 * Math.exp(-1), 12);
  });
});

describe('split and merged sectors', () => {
  it('leave every current POA as it was', () => {
    const areas = fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pod, pod, areas, (podA, podB, partAreas) => {
        const [priorA, priorB, row] = [0.5, 0.3, 0.2];
        const [currentA = 0, currentB] = posteriorPoa([priorA, priorB, row], [podA, podB, 0]);
        const parts = splitSector({ priorPoa: priorA, cumulativePod: podA }, partAreas);
        const after = posteriorPoa(
          [...parts.map(({ priorPoa }) => priorPoa), priorB, row],
          [...parts.map(({ cumulativePod }) => cumulativePod), podB, 0],
        );
        expect(after.slice(0, parts.length).reduce((sum, share) => sum + share, 0)).toBeCloseTo(currentA, 9);
        expect(after[parts.length]).toBeCloseTo(currentB ?? 0, 9);
        const merged = mergeSectors([...parts, { priorPoa: priorB, cumulativePod: podB }]);
        const [mergedPoa, mergedRow] = posteriorPoa([merged.priorPoa, row], [merged.cumulativePod, 0]);
        expect(mergedPoa).toBeCloseTo(currentA + (currentB ?? 0), 9);
        expect((mergedPoa ?? 0) + (mergedRow ?? 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('refuses parts without area or POA', () => {
    const sector = { priorPoa: 0.5, cumulativePod: 0.2 };
    expect(refusedField(() => splitSector(sector, [1, 0]))).toEqual(['REFUSED', 'partAreas[1]']);
    expect(refusedField(() => splitSector(sector, [0]))).toEqual(['REFUSED', 'partAreas']);
    expect(refusedField(() => mergeSectors([]))).toEqual(['REFUSED', 'parts']);
    expect(refusedField(() => mergeSectors([{ priorPoa: 0, cumulativePod: 0 }]))).toEqual([
      'REFUSED',
      'priorPoa',
    ]);
  });
});

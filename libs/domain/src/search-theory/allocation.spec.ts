import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocateEffort } from './effort-allocation.js';
import { searchNormalTarget } from './normal-target.js';
import { type AssignmentProblem, assignTeams, successOfAssignment } from './team-assignment.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const some = fc.double({ min: 0.01, max: 5, noNaN: true });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('effort over sectors', () => {
  it('uses the time up and leaves no sector with a higher rate', () => {
    const sectors = fc.array(fc.tuple(some, some), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sectors, some, (pairs, totalTime) => {
        const poa = pairs.map(([weight]) => weight);
        const coverageRates = pairs.map(([, rate]) => rate);
        const { times, remainingRate } = allocateEffort({ poa, coverageRates, totalTime });
        expect(sum(times)).toBeCloseTo(totalTime, 8);
        times.forEach((time, sector) => {
          const rate = (coverageRates[sector] ?? 0) * (poa[sector] ?? 0);
          const left = rate * Math.exp(-(coverageRates[sector] ?? 0) * time);
          if (time > 0) expect(left).toBeCloseTo(remainingRate, 8);
          else expect(left).toBeLessThanOrEqual(remainingRate + 1e-9);
        });
      }),
    );
  });

  it('extends its own plan when there is more time', () => {
    const problem = { poa: [0.3, 0.35, 0.2, 0.1], coverageRates: [0.5, 0.2, 0.9, 0.4] };
    const short = allocateEffort({ ...problem, totalTime: 2 }).times;
    const long = allocateEffort({ ...problem, totalTime: 3 }).times;
    long.forEach((time, sector) => expect(time).toBeGreaterThanOrEqual(short[sector] ?? 0));
  });

  it('agrees with the closed form for a circular normal target', () => {
    const [sigma, swept, rings, reach] = [1, 10, 4000, 6];
    const width = reach / rings;
    const areas = Array.from({ length: rings }, (_, ring) => Math.PI * width * width * (2 * ring + 1));
    const within = (radius: number) => 1 - Math.exp((-radius * radius) / 2);
    const poa = areas.map((_, ring) => within((ring + 1) * width) - within(ring * width));
    const { success } = allocateEffort({
      poa,
      coverageRates: areas.map((area) => 1 / area),
      totalTime: swept,
    });
    expect(success).toBeCloseTo(searchNormalTarget(sigma, swept).success, 5);
  });

  it('shares out over 10,000 cells at once', () => {
    const poa = Array.from({ length: 10_000 }, (_, cell) => 1 + Math.sin(cell) ** 2);
    const coverageRates = poa.map((_, cell) => 0.1 + Math.cos(cell) ** 2);
    const { times } = allocateEffort({ poa, coverageRates, totalTime: 500 });
    expect(sum(times)).toBeCloseTo(500, 6);
  });

  it('spends nothing where nothing can be found, and refuses what is no problem', () => {
    expect(allocateEffort({ poa: [0, 7], coverageRates: [8, 0], totalTime: 1 }).times).toEqual([0, 0]);
    const refused = (poa: number[], coverageRates: number[], totalTime: number, field: string) =>
      expect(() => allocateEffort({ poa, coverageRates, totalTime })).toThrow(
        expect.objectContaining({ code: 'REFUSED', details: { field } }),
      );
    refused([0, 0], [1, 1], 1, 'poa');
    refused([], [], 1, 'poa');
    refused([1, 1], [1, Number.NaN], 1, 'coverageRates[1]');
    refused([1], [1, 1], 1, 'coverageRates');
    refused([1], [1], Number.NaN, 'totalTime');
  });
});

/** Best of every assignment there is. */
function bruteForce(problem: AssignmentProblem): number {
  const [teams, sectors] = [problem.podOf.length, problem.poa.length];
  let best = 0;
  for (let code = 0; code < sectors ** teams; code += 1) {
    const sectorOf = problem.podOf.map((_, team) => Math.floor(code / sectors ** team) % sectors);
    best = Math.max(best, successOfAssignment(problem, sectorOf));
  }
  return best;
}

describe('whole teams to whole sectors', () => {
  it('follows neither the highest POA nor the highest POD (CASIE)', () => {
    const podOf = [
      [0.5, 0.5, 0.7],
      [0.4, 0.35, 0.55],
    ];
    const { sectorOf, success } = assignTeams({ poa: [0.3, 0.35, 0.2], podOf });
    expect(sectorOf).toEqual([1, 0]);
    expect(success).toBeCloseTo(0.295, 12);
  });

  it('finds the best of all assignments', () => {
    const problems = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
      .chain(([teams, sectors]) =>
        fc.record({
          poa: fc
            .array(share, { minLength: sectors, maxLength: sectors })
            .map((poa) => [...poa.slice(1), 0.5]),
          podOf: fc.array(fc.array(share, { minLength: sectors, maxLength: sectors }), {
            minLength: teams,
            maxLength: teams,
          }),
        }),
      );
    fc.assert(
      fc.property(problems, (problem) => {
        const { success, proven } = assignTeams(problem);
        expect(proven).toBe(true);
        expect(Math.abs(success - bruteForce(problem))).toBeLessThan(1e-9);
      }),
      { numRuns: 400 },
    );
  });

  it('takes eight teams and thirty sectors at once', () => {
    const poa = Array.from({ length: 30 }, (_, sector) => (1 + Math.sin(sector)) / 60);
    const podOf = Array.from({ length: 8 }, (_, team) =>
      poa.map((_, sector) => Math.abs(Math.cos(team * 7 + sector))),
    );
    expect(assignTeams({ poa, podOf }).sectorOf).toHaveLength(8);
  });

  it('refuses no teams, no POA and no numbers', () => {
    const refused = (problem: AssignmentProblem, field: string) =>
      expect(() => assignTeams(problem)).toThrow(
        expect.objectContaining({ code: 'REFUSED', details: { field } }),
      );
    refused({ poa: [0.5], podOf: [] }, 'podOf');
    refused({ poa: [0, 0], podOf: [[0.5, 0.5]] }, 'poa');
    refused({ poa: [0.5], podOf: [[Number.NaN]] }, 'podOf[0][0]');
    refused({ poa: [0.5], podOf: [[0.5, 0.5]] }, 'podOf[0]');
  });
});

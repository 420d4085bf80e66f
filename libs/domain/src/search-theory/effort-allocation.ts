import { each, nonNegative, sameLength, weights } from './accepted-number.js';
import { successRatePerHour } from './bayes.js';

export interface EffortProblem {
  /** POA of each sector, or weights in the same proportion. */
  readonly poa: readonly number[];
  /** w = W·n·v/A of each sector: coverage gained per unit of time; 0 where nobody can search. */
  readonly coverageRates: readonly number[];
  /** Time to share out, in the unit of the rates. */
  readonly totalTime: number;
}

export interface EffortPlan {
  readonly times: readonly number[];
  /** POS rate left in every sector that was given time, λ; no other sector has more. 0 when nothing was worth it. */
  readonly remainingRate: number;
  /** ∑ POA·(1 - exp(-w·t)), in the unit of the given POA. */
  readonly success: number;
}

/** The first k sectors of the order share the time: ln λ = (∑ ln(w·p)/w - T) / ∑ 1/w. */
function sharedRate(order: readonly number[], problem: EffortProblem, initial: readonly number[]): number {
  let [weighted, inverse, logRate] = [0, 0, 0];
  for (const [position, sector] of order.entries()) {
    const rate = problem.coverageRates[sector] ?? 0;
    weighted += Math.log(initial[sector] ?? 0) / rate;
    inverse += 1 / rate;
    logRate = (weighted - problem.totalTime) / inverse;
    const next = order[position + 1];
    if (next === undefined || Math.log(initial[next] ?? 0) <= logRate) break;
  }
  return logRate;
}

/**
 * Time per sector that maximises ∑ POA·(1 - exp(-w·t)) within a total: t = max(0, ln(w·POA/λ)/w). Always on the
 * highest POS rate until it falls to the next highest, then shared so that the rates stay equal (Charnes and Cooper
 * 1958; Stone 1975, uniformly optimal). Exact: the active set is found by one walk down the sorted rates.
 */
export function allocateEffort(problem: EffortProblem): EffortPlan {
  const { poa, coverageRates, totalTime } = problem;
  weights('poa', poa);
  sameLength('coverageRates', coverageRates, poa.length);
  each('coverageRates', coverageRates, nonNegative);
  nonNegative('totalTime', totalTime);
  const initial = poa.map((share, sector) => successRatePerHour(share, coverageRates[sector] ?? 0));
  const order = initial
    .map((_, sector) => sector)
    .filter((sector) => (initial[sector] ?? 0) > 0)
    .sort((a, b) => (initial[b] ?? 0) - (initial[a] ?? 0));
  // Nobody can search where the person may be: the time is worth nothing anywhere, so none of it is spent.
  if (order.length === 0) return { times: initial, remainingRate: 0, success: 0 };
  const logRate = sharedRate(order, problem, initial);
  const times = initial.map((rate, sector) =>
    rate > 0 ? Math.max(0, (Math.log(rate) - logRate) / (coverageRates[sector] ?? 1)) : 0,
  );
  const success = poa.reduce(
    (total, share, sector) =>
      total - share * Math.expm1(-(coverageRates[sector] ?? 0) * (times[sector] ?? 0)),
    0,
  );
  return { times, remainingRate: Math.exp(logRate), success };
}

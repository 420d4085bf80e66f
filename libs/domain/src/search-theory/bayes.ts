import {
  each,
  MASS_TOLERANCE,
  nonNegative,
  positive,
  probability,
  refuse,
  sameLength,
  sum,
  weights,
} from './accepted-number.js';

/** Where the person may be: shares of sectors and of the rest of the world, adding up to 1. */
export interface ProbabilityMap {
  readonly sectors: readonly number[];
  /** Rest of the world: everywhere that is not a sector. Never searched, so every failure raises it. */
  readonly row: number;
}

/** POS of a task, POA·POD, conditional on every earlier failure when POA is the current one. */
export function probabilityOfSuccess(poa: number, pod: number): number {
  return probability('poa', poa) * probability('pod', pod);
}

/** POA per square kilometre: what sectors are ranked by, never POA alone (asar.team/sar-manager.html). */
export function probabilityDensityPerKm2(poa: number, areaKm2: number): number {
  return probability('poa', poa) / positive('areaKm2', areaKm2);
}

/** POS rate, PSR = W·v·n·POA/A·exp(-C), per hour (IGT4SAR POSrate and PSR_est; d/dt of POA·(1 - exp(-C))). */
export function successRatePerHour(poa: number, coverageInAnHour: number, coverageSoFar = 0): number {
  const rate = nonNegative('poa', poa) * nonNegative('coverageInAnHour', coverageInAnHour);
  return rate * Math.exp(-nonNegative('coverageSoFar', coverageSoFar));
}

/** Probability that nothing was found, ∑ prior·(1 - PODcum); the rest of the world has POD 0. */
function missedMass(prior: readonly number[], cumulativePods: readonly number[]): readonly number[] {
  weights('priorPoa', prior);
  sameLength('cumulativePod', cumulativePods, prior.length);
  each('cumulativePod', cumulativePods, probability);
  return prior.map((share, index) => share * (1 - (cumulativePods[index] ?? 0)));
}

/**
 * Bayes over every region that has a share: POA' = prior·(1 - PODcum) / ∑ prior·(1 - PODcum), equal to the forms of
 * Shea, Cooper and Clark (sarinfo shiftPOA, POAderiv). Always from the prior and the cumulative POD, never from a
 * posterior that was rounded; pairing cumulative POD with a current POA would count a search twice.
 */
export function posteriorPoa(prior: readonly number[], cumulativePods: readonly number[]): readonly number[] {
  const missed = missedMass(prior, cumulativePods);
  const total = sum(missed);
  if (!(total > 0)) refuse('cumulativePod', 'a POD of 1 everywhere leaves nowhere for the person to be');
  return missed.map((share) => share / total);
}

/** Overall POS, ∑ prior·PODcum = 1 - ∏(1 - POS_k) over conditional POS (asar.team "POScum"). */
export function overallProbabilityOfSuccess(
  prior: readonly number[],
  cumulativePods: readonly number[],
): number {
  missedMass(prior, cumulativePods);
  return sum(prior.map((share, index) => share * (cumulativePods[index] ?? 0)));
}

/** The map after searches that found nothing; the rest of the world keeps its place in the sum. */
export function mapAfterSearches(prior: ProbabilityMap, cumulativePods: readonly number[]): ProbabilityMap {
  sameLength('cumulativePod', cumulativePods, prior.sectors.length);
  const posterior = posteriorPoa([...checkedMap(prior).sectors, prior.row], [...cumulativePods, 0]);
  return { sectors: posterior.slice(0, -1), row: posterior[posterior.length - 1] ?? 0 };
}

/** A map whose shares are probabilities and add up to 1, the rest of the world with them. */
export function checkedMap(map: ProbabilityMap): ProbabilityMap {
  each('sectors', map.sectors, probability);
  probability('row', map.row);
  const mass = sum(map.sectors) + map.row;
  if (mass === 0) refuse('sectors', 'POA must not be 0 everywhere');
  if (Math.abs(mass - 1) > MASS_TOLERANCE)
    refuse('row', `POA with the rest of the world must add up to 1, not ${mass}`);
  return map;
}

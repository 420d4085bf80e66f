import { each, nonNegative, positive, probability, refuse } from './accepted-number.js';

/** Quantile of observed values, linear between order statistics (Hyndman and Fan 1996, type 7). */
export function empiricalQuantile(values: readonly number[], share: number): number {
  const sorted = [...each('values', values, nonNegative)].sort((a, b) => a - b);
  const position = probability('share', share) * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

export interface LogNormalFit {
  /** Mean and standard deviation of ln(distance). */
  readonly logMean: number;
  readonly logDeviation: number;
}

/**
 * Lognormal by moments of ln(d) (n - 1 in the variance), distances below the floor counted as the floor, since a find
 * at the point itself has no logarithm. For comparison only: it overshoots the 95 % distance by about a third.
 */
export function fitLogNormal(values: readonly number[], floor: number): LogNormalFit {
  positive('floor', floor);
  if (values.length < 2) refuse('values', 'values must have at least 2 entries');
  const logs = each('values', values, nonNegative).map((value) => Math.log(Math.max(value, floor)));
  const logMean = logs.reduce((total, log) => total + log, 0) / logs.length;
  const squares = logs.reduce((total, log) => total + (log - logMean) ** 2, 0);
  return { logMean, logDeviation: Math.sqrt(squares / (logs.length - 1)) };
}

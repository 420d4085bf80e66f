import { positive } from './accepted-number.js';

/** How well an object of the search stands out: what both tables of factors are keyed by. */
export type ObjectVisibility = 'high' | 'medium' | 'low';

/**
 * W over the range of detection Rd, rounded for use in the field: R. J. Koester et al., Wilderness and Environmental
 * Medicine 2014, doi 10.1016/j.wem.2013.09.016.
 */
export const FIELD_SWEEP_FACTORS: Readonly<Record<ObjectVisibility, number>> = {
  high: 1.8,
  medium: 1.6,
  low: 1.1,
};

/** The regressions behind them (R² .867, .560, .319; overall .827). Only high and low differ significantly. */
export const FITTED_SWEEP_FACTORS: Readonly<Record<ObjectVisibility | 'overall', number>> = {
  high: 1.773,
  medium: 1.556,
  low: 1.135,
  overall: 1.645,
};

/** W = f·Rd (Koester et al. 2014). W is where misses inside equal finds outside: not twice the greatest range. */
export function sweepWidthMetres(detectionRangeMetres: number, factor: number): number {
  return positive('factor', factor) * positive('detectionRangeMetres', detectionRangeMetres);
}

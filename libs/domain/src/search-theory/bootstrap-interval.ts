import { each, finite, positive, probability, sum } from './accepted-number.js';

/** Mulberry32 (T. Ettinger, public domain): small and repeatable, for resampling only. */
function generatorOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly resamples?: number;
  /** Share of the resampled means inside the interval. */
  readonly confidence?: number;
}

/** Mean with its percentile bootstrap interval (Efron 1979); the same seed gives the same interval. */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions): MeanInterval {
  const { seed, resamples = 5_000, confidence = 0.95 } = options;
  each('values', values, finite);
  positive('resamples', resamples);
  const outside = (1 - probability('confidence', confidence)) / 2;
  const random = generatorOf(finite('seed', seed));
  const means = Array.from({ length: resamples }, () => {
    let total = 0;
    for (let draw = 0; draw < values.length; draw += 1) {
      total += values[Math.floor(random() * values.length)] ?? 0;
    }
    return total / values.length;
  }).sort((a, b) => a - b);
  const at = (share: number): number => means[Math.round(share * (means.length - 1))] ?? Number.NaN;
  return { mean: sum(values) / values.length, low: at(outside), high: at(1 - outside) };
}

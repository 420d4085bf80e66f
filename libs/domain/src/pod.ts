import type { SectorCoverage } from '@izdeu/contracts';

/**
 * Highest probability of detection that is ever shown. No number of passes clears a sector, and the product form
 * below assumes independent passes, which repeats by the same team are not.
 */
export const MAX_POD = 0.99;

/** Koopman's random-search POD, 1 - exp(-C): the conservative default on land. Coverage C has no unit. */
export function podFromCoverage(coverage: number): number {
  return 1 - Math.exp(-Math.max(0, coverage));
}

export interface Effort {
  /** Effective sweep width W: not twice the detection range. */
  readonly sweepWidthMetres?: number;
  /** Length of one searcher's way through the sector. */
  readonly trackLengthMetres?: number;
  /** People walking it side by side; their ways add up (TTL = V·T·n). One when left out. */
  readonly searchers?: number;
  readonly areaSquareMetres: number;
}

/** POD of one pass from its effort, C = W·TTL/A, at most `MAX_POD`; null when the effort was not reported. */
export function computedPod(effort: Effort): number | null {
  const { sweepWidthMetres, trackLengthMetres, searchers = 1, areaSquareMetres } = effort;
  if (sweepWidthMetres === undefined || trackLengthMetres === undefined) return null;
  if (!(areaSquareMetres > 0)) return null;
  const coverage = (sweepWidthMetres * trackLengthMetres * searchers) / areaSquareMetres;
  return Math.min(MAX_POD, podFromCoverage(coverage));
}

/** POD that counts for a pass: the leader's estimate, thinned over the share of the sector really searched. */
export function effectivePod(debrief: {
  readonly estimatedPodPercent: number;
  readonly searchedSharePercent: number;
}): number {
  return asPod((debrief.estimatedPodPercent / 100) * (debrief.searchedSharePercent / 100));
}

/** POD over independent passes, 1 - ∏(1 - p), at most `MAX_POD`; 0 without passes. */
export function cumulativePod(pods: readonly number[]): number {
  return asPod(1 - pods.reduce((missed, pod) => missed * (1 - asPod(pod)), 1));
}

/** The coverage of a sector after one more pass. A pass that is reported late keeps the later time. */
export function addPass(
  previous: SectorCoverage | undefined,
  pass: { readonly sectorId: string; readonly effectivePod: number; readonly at: string },
): SectorCoverage {
  const { sectorId, at } = pass;
  if (previous === undefined) {
    return { sectorId, passes: 1, cumulativePod: cumulativePod([pass.effectivePod]), lastPassAt: at };
  }
  return {
    sectorId,
    passes: previous.passes + 1,
    cumulativePod: cumulativePod([previous.cumulativePod, pass.effectivePod]),
    lastPassAt: Date.parse(at) < Date.parse(previous.lastPassAt) ? previous.lastPassAt : at,
  };
}

function asPod(value: number): number {
  return Math.min(MAX_POD, Math.max(0, value));
}

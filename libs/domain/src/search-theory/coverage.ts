import { podFromCoverage } from '../pod.js';
import { each, finite, nonNegative, positive, probability, refuse } from './accepted-number.js';

export const METRES_PER_MILE = 1609.344;
/** The international acre; IGT4SAR's files divide by the other figure, which is kept for reading them. */
export const SQUARE_METRES_PER_ACRE = 4046.8564224;
export const IGT4SAR_SQUARE_METRES_PER_ACRE = 4046.87261;

export interface TeamEffort {
  readonly searchers: number;
  readonly speedKmPerHour: number;
  readonly hours: number;
}

/** TTL = n·v·T in kilometres (asar.team/sar-manager.html). */
export function totalTrackLengthKm({ searchers, speedKmPerHour, hours }: TeamEffort): number {
  return (
    positive('searchers', searchers) *
    nonNegative('speedKmPerHour', speedKmPerHour) *
    nonNegative('hours', hours)
  );
}

/** Z[km²] = W[m]·TTL[km]/1000 (asar.team). */
export function areaEffectivelySweptKm2(sweepWidthMetres: number, trackLengthKm: number): number {
  return (
    (positive('sweepWidthMetres', sweepWidthMetres) * nonNegative('trackLengthKm', trackLengthKm)) / 1000
  );
}

/** C = Z/A (asar.team). */
export function coverageFromArea(sweptKm2: number, areaKm2: number): number {
  return nonNegative('sweptKm2', sweptKm2) / positive('areaKm2', areaKm2);
}

/** C = W/S for parallel tracks (sarinfo.bc.ca definitions; asar.team). */
export function coverageFromSpacing(sweepWidthMetres: number, spacingMetres: number): number {
  return positive('sweepWidthMetres', sweepWidthMetres) / positive('spacingMetres', spacingMetres);
}

/** S = W/C in metres (asar.team). */
export function spacingForCoverage(sweepWidthMetres: number, coverage: number): number {
  return positive('sweepWidthMetres', sweepWidthMetres) / positive('coverage', coverage);
}

/** TTL = A/S in kilometres: what parallel tracks at that spacing add up to (asar.team). */
export function trackLengthForSpacingKm(areaKm2: number, spacingMetres: number): number {
  return (positive('areaKm2', areaKm2) * 1000) / positive('spacingMetres', spacingMetres);
}

/** Koopman's random search, POD = 1 - exp(-C): the conservative default on land. */
export function podOfCoverage(coverage: number): number {
  return podFromCoverage(nonNegative('coverage', coverage));
}

/** Its inverse, C = -ln(1 - POD); no coverage gives a POD of 1. */
export function coverageForPod(pod: number): number {
  return probability('pod', pod) < 1 ? -Math.log1p(-pod) : refuse('pod', 'pod must be less than 1');
}

/** POD of one team in one sector: 1 - exp(-W·n·v·T/A). */
export function podOfEffort(effort: TeamEffort, sweepWidthMetres: number, areaKm2: number): number {
  const swept = areaEffectivelySweptKm2(sweepWidthMetres, totalTrackLengthKm(effort));
  return podOfCoverage(coverageFromArea(swept, areaKm2));
}

/** POD of parallel tracks taken as random search: 1 - exp(-W/S). */
export function podOfSpacing(sweepWidthMetres: number, spacingMetres: number): number {
  return podOfCoverage(coverageFromSpacing(sweepWidthMetres, spacingMetres));
}

/** Spacing in metres that gives a POD: S = W / -ln(1 - POD). */
export function spacingForPod(sweepWidthMetres: number, pod: number): number {
  return spacingForCoverage(sweepWidthMetres, positive('pod', coverageForPod(pod)));
}

/** Coverage gained in an hour, w = W·n·v/A: the effectiveness that effort allocation works with. */
export function coveragePerHour(
  { searchers, speedKmPerHour }: Omit<TeamEffort, 'hours'>,
  sweepWidthMetres: number,
  areaKm2: number,
): number {
  const trackKm = totalTrackLengthKm({ searchers, speedKmPerHour, hours: 1 });
  return coverageFromArea(areaEffectivelySweptKm2(sweepWidthMetres, trackKm), areaKm2);
}

/** Hours until a coverage is reached, T = C·A/(W·n·v). */
export function hoursForCoverage(coverage: number, coverageInAnHour: number): number {
  return nonNegative('coverage', coverage) / positive('coverageInAnHour', coverageInAnHour);
}

/** Largest sector that one outing covers, A = W·n·v·T/C: the coverage formula solved for the area. */
export function largestAreaKm2(effort: TeamEffort, sweepWidthMetres: number, coverage: number): number {
  const swept = areaEffectivelySweptKm2(sweepWidthMetres, totalTrackLengthKm(effort));
  return swept / positive('coverage', coverage);
}

/**
 * POD over independent passes, 1 - ∏(1 - p), not capped. Never inclusion and exclusion: sarinfo's printed form for
 * three units (MultiResCumPOD.pln, method 1) has the wrong sign on its last term.
 */
export function podOfPasses(pods: readonly number[]): number {
  return 1 - each('pods', pods, probability).reduce((missed, pod) => missed * (1 - pod), 1);
}

/** POD the next pass needs, 1 - (1 - goal)/(1 - current), 0 when the goal is reached (J. Frost 1998, BridgePOD). */
export function bridgingPod(current: number, goal: number): number {
  probability('goal', goal);
  if (probability('current', current) >= goal) return 0;
  return 1 - (1 - goal) / (1 - current);
}

/**
 * "POD % = 100 - spacing in feet/2" (fcoes.com/POD.htm), between 0 and 100. For reading old reports only: it knows
 * neither the object nor the ground.
 */
export function legacyPodPercentFromSpacingFeet(spacingFeet: number): number {
  return Math.max(0, 100 - nonNegative('spacingFeet', finite('spacingFeet', spacingFeet)) / 2);
}

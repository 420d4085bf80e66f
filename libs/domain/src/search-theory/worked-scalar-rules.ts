import type { LonLat } from '@izdeu/contracts';
import { distanceMetres } from '../geo/distance.js';
import { formatMgrs } from '../geo/mgrs.js';
import { gridConvergenceDegrees, pointScale, toUtm, utmZoneOf } from '../geo/utm.js';
import { posteriorPoa, probabilityDensityPerKm2, probabilityOfSuccess, successRatePerHour } from './bayes.js';
import * as cover from './coverage.js';
import { searchNormalTarget } from './normal-target.js';
import { rossmoScore } from './rossmo.js';
import { FIELD_SWEEP_FACTORS, sweepWidthMetres } from './sweep-width.js';

type Result = number | string;
/** Quantities needed, the quantity they give, and how. */
type ScalarRule = readonly [needs: string, gives: string, of: (...values: number[]) => Result];

const at = (latitude: number, longitude: number): LonLat => [longitude, latitude];
/** POA of the first of two regions after one search of the first, with everywhere else as the third. */
const afterSearch = (searched: number, other: number, pod: number): readonly number[] =>
  posteriorPoa([searched, other, Math.max(0, 1 - searched - other)], [pod, 0, 0]);
const searchedAfter = (pa: number, pod: number): number => afterSearch(pa, 0, pod)[0] ?? Number.NaN;
const km2PerAcre = cover.SQUARE_METRES_PER_ACRE / 1e6;

const EFFORT_RULES: readonly ScalarRule[] = [
  ['detectionRangeM factor', 'sweepWidthM', (rd, factor) => sweepWidthMetres(rd, factor)],
  ['detectionRangeM', 'sweepWidthHighM', (rd) => sweepWidthMetres(rd, FIELD_SWEEP_FACTORS.high)],
  ['detectionRangeM', 'sweepWidthMediumM', (rd) => sweepWidthMetres(rd, FIELD_SWEEP_FACTORS.medium)],
  ['detectionRangeM', 'sweepWidthLowM', (rd) => sweepWidthMetres(rd, FIELD_SWEEP_FACTORS.low)],
  ['acres squareMetresPerAcre', 'areaKm2', (acres, perAcre) => (acres * perAcre) / 1e6],
  ['acres', 'areaKm2', (acres) => acres * km2PerAcre],
  ['radiusKm', 'areaKm2', (radius) => Math.PI * radius * radius],
  [
    'searchers speedKmh hours',
    'ttlKm',
    (searchers, speedKmPerHour, hours) => cover.totalTrackLengthKm({ searchers, speedKmPerHour, hours }),
  ],
  ['sweepWidthM ttlKm', 'zKm2', cover.areaEffectivelySweptKm2],
  ['zKm2 areaKm2', 'coverage', cover.coverageFromArea],
  ['sweepWidthM spacingM', 'coverage', cover.coverageFromSpacing],
  ['pod', 'coverage', cover.coverageForPod],
  ['coverage', 'pod', cover.podOfCoverage],
  ['sweepWidthM coverage', 'spacingM', cover.spacingForCoverage],
  ['areaKm2 spacingM', 'ttlKm', cover.trackLengthForSpacingKm],
  [
    'searchers speedKmh sweepWidthM areaKm2',
    'coveragePerHour',
    (searchers, speedKmPerHour, width, area) =>
      cover.coveragePerHour({ searchers, speedKmPerHour }, width, area),
  ],
  ['coverage coveragePerHour', 'hours', cover.hoursForCoverage],
  ['zKm2 coverage', 'areaKm2', (swept, coverage) => swept / coverage],
  ['current goal', 'next', cover.bridgingPod],
  ['spacingFt', 'legacyPodPercent', cover.legacyPodPercentFromSpacingFeet],
];

const PROBABILITY_RULES: readonly ScalarRule[] = [
  ['poa pod', 'pos', probabilityOfSuccess],
  ['poa pod', 'poaAfter', searchedAfter],
  ['poa areaKm2', 'density', probabilityDensityPerKm2],
  ['poa coveragePerHour', 'psr', (poa, rate) => successRatePerHour(poa, rate)],
  ['poa coveragePerHour coverage', 'psrAfter', successRatePerHour],
  ['pa pod', 'shea', searchedAfter],
  // Cooper divides by what was missed, Clark multiplies the odds: both are Bayes.
  ['pa pod', 'cooper', (pa, pod) => (pa * (1 - pod)) / (pa * (1 - pod) + 1 - pa)],
  ['pa pod', 'clark', (pa, pod) => 1 / (1 + (1 - pa) / (pa * (1 - pod)))],
  ['pa pb pod', 'otherCooper', (pa, pb, pod) => afterSearch(pa, pb, pod)[1] ?? Number.NaN],
  ['pa pb pod', 'otherShea', (pa, pb, pod) => afterSearch(pa, pb, pod)[1] ?? Number.NaN],
  ['regionPoa partArea wholeArea', 'poa', (poa, part, whole) => (poa * part) / whole],
  ['rossmoShare', 'rossmo', rossmoScore],
  ['higher equal total', 'rossmoShare', (higher, equal, total) => (higher + equal / 2) / total],
  ['sigmaKm zKm2', 'pos', (sigma, swept) => searchNormalTarget(sigma, swept).success],
  ['sigmaKm zKm2', 'radiusKm', (sigma, swept) => searchNormalTarget(sigma, swept).radiusKm],
  ['sigmaKm zKm2', 'centreCoverage', (sigma, swept) => searchNormalTarget(sigma, swept).coverageAtCentre],
];

const PLACE_RULES: readonly ScalarRule[] = [
  ['latitude longitude', 'zone', (lat, lon) => utmZoneOf(at(lat, lon))],
  ['latitude longitude', 'epsg', (lat, lon) => (lat < 0 ? 32700 : 32600) + utmZoneOf(at(lat, lon))],
  ['latitude longitude zone', 'easting', (lat, lon, zone) => toUtm(at(lat, lon), zone).eastingMetres],
  ['latitude longitude zone', 'northing', (lat, lon, zone) => toUtm(at(lat, lon), zone).northingMetres],
  ['latitude longitude', 'mgrs', (lat, lon) => formatMgrs(at(lat, lon)) ?? ''],
  ['latitude longitude zone', 'convergence', (lat, lon, zone) => gridConvergenceDegrees(at(lat, lon), zone)],
  ['latitude longitude zone', 'scale', (lat, lon, zone) => pointScale(at(lat, lon), zone)],
  [
    'fromLatitude fromLongitude toLatitude toLongitude',
    'distanceKm',
    (lat1 = 0, lon1 = 0, lat2 = 0, lon2 = 0) => distanceMetres(at(lat1, lon1), at(lat2, lon2)) / 1000,
  ],
];

const RULES = [...EFFORT_RULES, ...PROBABILITY_RULES, ...PLACE_RULES];

/** Everything that follows from the numbers given, rule by rule until nothing new comes; what is given stays. */
export function deriveScalars(given: ReadonlyMap<string, number>): ReadonlyMap<string, Result> {
  const derived = new Map<string, Result>();
  const valueOf = (name: string): Result | undefined => given.get(name) ?? derived.get(name);
  for (let found = true; found;) {
    found = false;
    for (const [needs, gives, of] of RULES) {
      const values = needs.split(' ').map(valueOf);
      if (valueOf(gives) !== undefined || !values.every((value) => typeof value === 'number')) continue;
      derived.set(gives, of(...values));
      found = true;
    }
  }
  return derived;
}

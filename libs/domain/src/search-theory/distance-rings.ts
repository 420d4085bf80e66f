import type { GeoPolygon, LonLat } from '@izdeu/contracts';
import { geodesicBetween } from '../geo/distance.js';
import { RADIANS_PER_DEGREE } from '../geo/ellipsoid.js';
import { each, finite, nonNegative, positive, refuse, sum } from './accepted-number.js';
import type { ProbabilityMap } from './bayes.js';
import { discOverlapArea, type PlanePoint } from './disc-overlap.js';
import { empiricalQuantile } from './empirical-quantile.js';

/** Shares of the cases found within r25, r50, r75 and r95 of the point the search starts from. */
export const RING_SHARES = [0.25, 0.5, 0.75, 0.95] as const;

/** r25, r50, r75, r95 in metres, each greater than the one before. */
export type RingRadii = readonly [r25: number, r50: number, r75: number, r95: number];

/** POA of the four rings; the 5 % beyond r95 belong to the rest of the world. */
export const RING_POA = [0.25, 0.25, 0.25, 0.2] as const;

export interface Ring {
  readonly innerMetres: number;
  readonly outerMetres: number;
  readonly poa: number;
}

export function ringsOf(radiiMetres: RingRadii): readonly Ring[] {
  each('radiiMetres', radiiMetres, positive);
  return radiiMetres.map((outerMetres, index) => {
    const innerMetres = index === 0 ? 0 : (radiiMetres[index - 1] ?? 0);
    if (outerMetres <= innerMetres) refuse(`radiiMetres[${index}]`, 'radii must rise from ring to ring');
    return { innerMetres, outerMetres, poa: RING_POA[index] ?? 0 };
  });
}

/**
 * Rings of a category from the distances of its cases: interpolated empirical quantiles. Rings are kept at least
 * `leastWidthMetres` wide, because several finds at the point itself would make a ring without area.
 */
export function ringRadiiFromCases(distancesMetres: readonly number[], leastWidthMetres = 50): RingRadii {
  positive('leastWidthMetres', leastWidthMetres);
  let inner = 0;
  const [r25, r50, r75, r95] = RING_SHARES.map((share) => {
    inner = Math.max(empiricalQuantile(distancesMetres, share), inner + leastWidthMetres);
    return inner;
  });
  return [r25 ?? inner, r50 ?? inner, r75 ?? inner, r95 ?? inner];
}

/** POA per square metre at a distance: even inside a ring; null beyond r95, where it is the rest of the world. */
export function ringDensity(rings: readonly Ring[], distanceMetres: number): number | null {
  nonNegative('distanceMetres', distanceMetres);
  const ring = rings.find(({ outerMetres }) => distanceMetres <= outerMetres);
  return ring === undefined ? null : ring.poa / ringArea(ring);
}

function ringArea({ innerMetres, outerMetres }: Ring): number {
  return Math.PI * (outerMetres * outerMetres - innerMetres * innerMetres);
}

/** Azimuthal equidistant plane about a point: distances from it, on which the rings depend, stay exact. */
function planeAbout(centre: LonLat): (position: LonLat) => PlanePoint {
  return (position) => {
    const { distanceMetres, initialBearingDegrees } = geodesicBetween(centre, position);
    const bearing = initialBearingDegrees * RADIANS_PER_DEGREE;
    return [distanceMetres * Math.sin(bearing), distanceMetres * Math.cos(bearing)];
  };
}

/** A smaller share of a ring is what circular sectors that cancel out leave behind. */
const ROUNDED_SHARE = 1e-12;

function polygonPoa(polygon: GeoPolygon, centre: LonLat, rings: readonly Ring[]): number {
  const planes = polygon.coordinates.map((ring) => ring.map(planeAbout(centre)));
  const inside = (radius: number): number =>
    planes.reduce((total, ring, index) => total + (index === 0 ? 1 : -1) * discOverlapArea(ring, radius), 0);
  let within = 0;
  return rings.reduce((poa, ring) => {
    const overlap = inside(ring.outerMetres);
    const share = (overlap - within) / ringArea(ring);
    within = overlap;
    return share > ROUNDED_SHARE ? poa + ring.poa * share : poa;
  }, 0);
}

/**
 * First POA of sectors from distance rings: each ring's POA by the share of its area that lies in the sector. What no
 * sector covers, and the 5 % beyond r95, is the rest of the world. Sectors must not overlap.
 */
export function poaFromRings(
  start: LonLat,
  radiiMetres: RingRadii,
  sectors: readonly GeoPolygon[],
): ProbabilityMap {
  if (sectors.length === 0) refuse('sectors', 'sectors must not be empty');
  start.forEach((degrees, index) => finite(`start[${index}]`, degrees));
  const rings = ringsOf(radiiMetres);
  const poa = sectors.map((sector, index) => finite(`sectors[${index}]`, polygonPoa(sector, start, rings)));
  const covered = sum(poa);
  if (!(covered > 0)) refuse('sectors', 'no sector lies within r95');
  // Straight edges on two planes and the curvature over some tens of kilometres differ by less than this.
  if (covered > sum(RING_POA) * 1.01) refuse('sectors', 'the sectors overlap');
  const scale = covered > sum(RING_POA) ? sum(RING_POA) / covered : 1;
  const scaled = poa.map((share) => share * scale);
  return { sectors: scaled, row: Math.max(0, 1 - sum(scaled)) };
}

/** Whether four radii make rings: what an imported table is checked by. */
export function isRingTable(radiiMetres: readonly number[]): radiiMetres is RingRadii {
  return (
    radiiMetres.length === RING_SHARES.length &&
    radiiMetres.every((radius, index) => radius > (radiiMetres[index - 1] ?? 0) && Number.isFinite(radius))
  );
}

import type { LonLat } from '@izdeu/contracts';
import {
  FLATTENING,
  MEAN_RADIUS_METRES,
  RADIANS_PER_DEGREE,
  SEMI_MAJOR_AXIS_METRES,
  SEMI_MINOR_AXIS_METRES,
  wrapDegrees,
} from './ellipsoid.js';

export interface Geodesic {
  readonly distanceMetres: number;
  /** Azimuth at the start, degrees clockwise from true north in [0, 360); 0 when the ends coincide. */
  readonly initialBearingDegrees: number;
}

const MAX_ITERATIONS = 100;
const CONVERGED_RADIANS = 1e-12;

const toBearing = (east: number, north: number): number => {
  const degrees = Math.atan2(east, north) / RADIANS_PER_DEGREE;
  return degrees < 0 ? degrees + 360 : degrees;
};

/** Great circle on the mean sphere (haversine): within 0.6 %, used where Vincenty's iteration does not settle. */
function sphericalGeodesic(from: LonLat, to: LonLat): Geodesic {
  const phi1 = from[1] * RADIANS_PER_DEGREE;
  const phi2 = to[1] * RADIANS_PER_DEGREE;
  const deltaLambda = wrapDegrees(to[0] - from[0]) * RADIANS_PER_DEGREE;
  const h =
    Math.sin((phi2 - phi1) / 2) ** 2 + Math.cos(phi1) * Math.cos(phi2) * Math.sin(deltaLambda / 2) ** 2;
  return {
    distanceMetres: 2 * MEAN_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h))),
    initialBearingDegrees: toBearing(
      Math.sin(deltaLambda) * Math.cos(phi2),
      Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(deltaLambda),
    ),
  };
}

interface ReducedLatitude {
  readonly sin: number;
  readonly cos: number;
}

function reducedLatitude(latitude: number): ReducedLatitude {
  const tan = (1 - FLATTENING) * Math.tan(latitude * RADIANS_PER_DEGREE);
  const cos = 1 / Math.sqrt(1 + tan * tan);
  return { sin: tan * cos, cos };
}

interface AuxiliaryArc {
  readonly lambda: number;
  readonly sigma: number;
  readonly sinSigma: number;
  readonly cosSigma: number;
  readonly cosSquaredAlpha: number;
  readonly cos2SigmaMiddle: number;
}

/** Arc on the auxiliary sphere for one guess of the longitude difference (Vincenty eqs. 14-18). */
function arcFor(lambda: number, u1: ReducedLatitude, u2: ReducedLatitude): AuxiliaryArc {
  const east = u2.cos * Math.sin(lambda);
  const north = u1.cos * u2.sin - u1.sin * u2.cos * Math.cos(lambda);
  const sinSigma = Math.sqrt(east * east + north * north);
  const cosSigma = u1.sin * u2.sin + u1.cos * u2.cos * Math.cos(lambda);
  const sinAlpha = sinSigma === 0 ? 0 : (u1.cos * u2.cos * Math.sin(lambda)) / sinSigma;
  const cosSquaredAlpha = 1 - sinAlpha * sinAlpha;
  const cos2SigmaMiddle = cosSquaredAlpha === 0 ? 0 : cosSigma - (2 * u1.sin * u2.sin) / cosSquaredAlpha;
  return {
    lambda,
    sigma: Math.atan2(sinSigma, cosSigma),
    sinSigma,
    cosSigma,
    cosSquaredAlpha,
    cos2SigmaMiddle,
  };
}

/** Next guess of the longitude difference (Vincenty eqs. 10, 11). */
function nextLambda(arc: AuxiliaryArc, difference: number, u1: ReducedLatitude, u2: ReducedLatitude): number {
  const { sigma, sinSigma, cosSigma, cosSquaredAlpha, cos2SigmaMiddle } = arc;
  const c = (FLATTENING / 16) * cosSquaredAlpha * (4 + FLATTENING * (4 - 3 * cosSquaredAlpha));
  const sinAlpha = sinSigma === 0 ? 0 : (u1.cos * u2.cos * Math.sin(arc.lambda)) / sinSigma;
  const bracket = cos2SigmaMiddle + c * cosSigma * (2 * cos2SigmaMiddle * cos2SigmaMiddle - 1);
  return difference + (1 - c) * FLATTENING * sinAlpha * (sigma + c * sinSigma * bracket);
}

/** Length of a settled arc (Vincenty eqs. 3, 4, 6, 19). */
function arcLengthMetres({
  sigma,
  sinSigma,
  cosSigma,
  cosSquaredAlpha,
  cos2SigmaMiddle,
}: AuxiliaryArc): number {
  const b2 = SEMI_MINOR_AXIS_METRES * SEMI_MINOR_AXIS_METRES;
  const uSquared = (cosSquaredAlpha * (SEMI_MAJOR_AXIS_METRES * SEMI_MAJOR_AXIS_METRES - b2)) / b2;
  const a = 1 + (uSquared / 16384) * (4096 + uSquared * (-768 + uSquared * (320 - 175 * uSquared)));
  const b = (uSquared / 1024) * (256 + uSquared * (-128 + uSquared * (74 - 47 * uSquared)));
  const middle2 = cos2SigmaMiddle * cos2SigmaMiddle;
  const last = (b / 6) * cos2SigmaMiddle * (4 * sinSigma * sinSigma - 3) * (4 * middle2 - 3);
  const deltaSigma = b * sinSigma * (cos2SigmaMiddle + (b / 4) * (cosSigma * (2 * middle2 - 1) - last));
  return SEMI_MINOR_AXIS_METRES * a * (sigma - deltaSigma);
}

/**
 * Shortest line on WGS84: T. Vincenty, Survey Review 23 (176), 1975, to a fraction of a millimetre. Nearly
 * antipodal ends, which no search has, fall back to the mean sphere.
 */
export function geodesicBetween(from: LonLat, to: LonLat): Geodesic {
  const difference = wrapDegrees(to[0] - from[0]) * RADIANS_PER_DEGREE;
  const u1 = reducedLatitude(from[1]);
  const u2 = reducedLatitude(to[1]);
  let lambda = difference;
  for (let iteration = 0; iteration < MAX_ITERATIONS && Math.abs(lambda) <= Math.PI; iteration += 1) {
    const arc = arcFor(lambda, u1, u2);
    if (arc.sinSigma === 0 && arc.cosSigma > 0) return { distanceMetres: 0, initialBearingDegrees: 0 };
    const next = nextLambda(arc, difference, u1, u2);
    if (Math.abs(next - lambda) < CONVERGED_RADIANS) {
      const east = u2.cos * Math.sin(next);
      const north = u1.cos * u2.sin - u1.sin * u2.cos * Math.cos(next);
      return {
        distanceMetres: arcLengthMetres(arcFor(next, u1, u2)),
        initialBearingDegrees: toBearing(east, north),
      };
    }
    lambda = next;
  }
  return sphericalGeodesic(from, to);
}

/** Ground distance in metres on WGS84. */
export function distanceMetres(from: LonLat, to: LonLat): number {
  return geodesicBetween(from, to).distanceMetres;
}

/** Direction to set out in, degrees clockwise from true north in [0, 360). */
export function bearingDegrees(from: LonLat, to: LonLat): number {
  return geodesicBetween(from, to).initialBearingDegrees;
}

import {
  ECCENTRICITY,
  ECCENTRICITY_SQUARED,
  FLATTENING,
  RADIANS_PER_DEGREE,
  SEMI_MAJOR_AXIS_METRES,
} from './ellipsoid.js';

// Krüger's series in the third flattening n, to n⁶: C. F. F. Karney, "Transverse Mercator with an accuracy of a
// few nanometers", J. Geodesy 85 (2011), eqs. 7-11 (forward), 12, 19-21 (inverse), 23-28 (scale, convergence),
// 35 and 36 (coefficients). Nanometres within 35 degrees of the central meridian.

const N = FLATTENING / (2 - FLATTENING);
const N2 = N * N;
const N3 = N2 * N;
const N4 = N3 * N;
const N5 = N4 * N;
const N6 = N5 * N;

/** Radius of the circle whose circumference is that of a meridian. */
const RECTIFYING_RADIUS_METRES = (SEMI_MAJOR_AXIS_METRES / (1 + N)) * (1 + N2 / 4 + N4 / 64 + N6 / 256);

const ALPHA: readonly number[] = [
  N / 2 - (2 / 3) * N2 + (5 / 16) * N3 + (41 / 180) * N4 - (127 / 288) * N5 + (7891 / 37800) * N6,
  (13 / 48) * N2 - (3 / 5) * N3 + (557 / 1440) * N4 + (281 / 630) * N5 - (1983433 / 1935360) * N6,
  (61 / 240) * N3 - (103 / 140) * N4 + (15061 / 26880) * N5 + (167603 / 181440) * N6,
  (49561 / 161280) * N4 - (179 / 168) * N5 + (6601661 / 7257600) * N6,
  (34729 / 80640) * N5 - (3418889 / 1995840) * N6,
  (212378941 / 319334400) * N6,
];

const BETA: readonly number[] = [
  N / 2 - (2 / 3) * N2 + (37 / 96) * N3 - (1 / 360) * N4 - (81 / 512) * N5 + (96199 / 604800) * N6,
  (1 / 48) * N2 + (1 / 15) * N3 - (437 / 1440) * N4 + (46 / 105) * N5 - (1118711 / 3870720) * N6,
  (17 / 480) * N3 - (37 / 840) * N4 - (209 / 4480) * N5 + (5569 / 90720) * N6,
  (4397 / 161280) * N4 - (11 / 504) * N5 - (830251 / 7257600) * N6,
  (4583 / 161280) * N5 - (108847 / 3991680) * N6,
  (20648693 / 638668800) * N6,
];

/** A position on the projection plane, metres from the equator and from the central meridian, unscaled. */
export interface PlanePosition {
  readonly xMetres: number;
  readonly yMetres: number;
  /** Length on the plane over length on the ellipsoid, without the zone's central scale. */
  readonly scale: number;
  /** Angle from true north to grid north, clockwise, in degrees. */
  readonly convergenceDegrees: number;
}

/** A position on the ellipsoid relative to a central meridian. */
export interface MeridianPosition {
  readonly latitudeDegrees: number;
  readonly longitudeFromMeridianDegrees: number;
  readonly scale: number;
}

interface SeriesSum {
  readonly re: number;
  readonly im: number;
  readonly derivativeRe: number;
  readonly derivativeIm: number;
}

/** Σ cⱼ sin 2jζ and its derivative Σ 2j cⱼ cos 2jζ at ζ = ξ + iη, by the angle addition theorem. */
function sineSeries(coefficients: readonly number[], xi: number, eta: number): SeriesSum {
  const growth = Math.exp(2 * eta);
  const sinXi = Math.sin(2 * xi);
  const cosXi = Math.cos(2 * xi);
  const cosh = (growth + 1 / growth) / 2;
  const sinh = (growth - 1 / growth) / 2;
  // sin 2ζ = s + i·t and cos 2ζ = c + i·d; each next multiple is one complex rotation by 2ζ.
  const s1 = sinXi * cosh;
  const t1 = cosXi * sinh;
  const c1 = cosXi * cosh;
  const d1 = -sinXi * sinh;
  let [s, t, c, d] = [s1, t1, c1, d1];
  let [re, im, derivativeRe, derivativeIm] = [0, 0, 0, 0];
  for (let j = 0; j < coefficients.length; j += 1) {
    const coefficient = coefficients[j] ?? 0;
    const slope = 2 * (j + 1) * coefficient;
    re += coefficient * s;
    im += coefficient * t;
    derivativeRe += slope * c;
    derivativeIm += slope * d;
    const nextS = s * c1 - t * d1 + c * s1 - d * t1;
    const nextT = s * d1 + t * c1 + c * t1 + d * s1;
    const nextC = c * c1 - d * d1 - (s * s1 - t * t1);
    const nextD = c * d1 + d * c1 - (s * t1 + t * s1);
    [s, t, c, d] = [nextS, nextT, nextC, nextD];
  }
  return { re, im, derivativeRe, derivativeIm };
}

/** Tangent of the conformal latitude from the tangent of the geographic one (Karney eqs. 7-9). */
function conformalTangent(tau: number): number {
  const secant = Math.sqrt(1 + tau * tau);
  const sigma = Math.sinh(ECCENTRICITY * Math.atanh((ECCENTRICITY * tau) / secant));
  return tau * Math.sqrt(1 + sigma * sigma) - sigma * secant;
}

/** Newton's inverse of `conformalTangent` (Karney eqs. 19-21): quadratic, done in two or three steps. */
function geographicTangent(tauPrime: number): number {
  let tau = tauPrime / (1 - ECCENTRICITY_SQUARED);
  for (let step = 0; step < 5; step += 1) {
    const current = conformalTangent(tau);
    const secants = Math.sqrt((1 + current * current) * (1 + tau * tau));
    const correction =
      ((tauPrime - current) * (1 + (1 - ECCENTRICITY_SQUARED) * tau * tau)) /
      ((1 - ECCENTRICITY_SQUARED) * secants);
    tau += correction;
    if (Math.abs(correction) < 1e-14 * (1 + Math.abs(tau))) break;
  }
  return tau;
}

/** Scale of the sphere-to-plane and ellipsoid-to-sphere steps together (Karney eqs. 24-26). */
function pointScaleOf(tau: number, cosineHypotenuse: number, stretch: number): number {
  const sineSquared = (tau * tau) / (1 + tau * tau);
  const sphere =
    (Math.sqrt(1 - ECCENTRICITY_SQUARED * sineSquared) * Math.sqrt(1 + tau * tau)) / cosineHypotenuse;
  return sphere * (RECTIFYING_RADIUS_METRES / SEMI_MAJOR_AXIS_METRES) * stretch;
}

/** Ellipsoid to plane. */
export function projectForward(latitudeDegrees: number, longitudeFromMeridianDegrees: number): PlanePosition {
  const lambda = longitudeFromMeridianDegrees * RADIANS_PER_DEGREE;
  const tau = Math.tan(latitudeDegrees * RADIANS_PER_DEGREE);
  const tauPrime = conformalTangent(tau);
  const cosine = Math.cos(lambda);
  const hypotenuse = Math.sqrt(tauPrime * tauPrime + cosine * cosine);
  const xi = Math.atan2(tauPrime, cosine);
  const eta = Math.asinh(Math.sin(lambda) / hypotenuse);
  const sum = sineSeries(ALPHA, xi, eta);
  const p = 1 + sum.derivativeRe;
  const q = sum.derivativeIm;
  // q of Karney eq. 23 is −Im of the derivative, hence the minus.
  const convergence =
    Math.atan((tauPrime / Math.sqrt(1 + tauPrime * tauPrime)) * Math.tan(lambda)) + Math.atan2(-q, p);
  return {
    xMetres: RECTIFYING_RADIUS_METRES * (eta + sum.im),
    yMetres: RECTIFYING_RADIUS_METRES * (xi + sum.re),
    scale: pointScaleOf(tau, hypotenuse, Math.sqrt(p * p + q * q)),
    convergenceDegrees: convergence / RADIANS_PER_DEGREE,
  };
}

/** Plane to ellipsoid. */
export function projectInverse(xMetres: number, yMetres: number): MeridianPosition {
  const eta = xMetres / RECTIFYING_RADIUS_METRES;
  const xi = yMetres / RECTIFYING_RADIUS_METRES;
  const sum = sineSeries(BETA, xi, eta);
  const xiPrime = xi - sum.re;
  const sinh = Math.sinh(eta - sum.im);
  const cosine = Math.cos(xiPrime);
  const hypotenuse = Math.sqrt(sinh * sinh + cosine * cosine);
  const tauPrime = Math.sin(xiPrime) / hypotenuse;
  const tau = geographicTangent(tauPrime);
  const p = 1 - sum.derivativeRe;
  const q = sum.derivativeIm;
  const cosLambda = cosine / hypotenuse;
  return {
    latitudeDegrees: Math.atan(tau) / RADIANS_PER_DEGREE,
    longitudeFromMeridianDegrees: Math.atan2(sinh, cosine) / RADIANS_PER_DEGREE,
    scale: pointScaleOf(
      tau,
      Math.sqrt(tauPrime * tauPrime + cosLambda * cosLambda),
      1 / Math.sqrt(p * p + q * q),
    ),
  };
}

import { positive, probability, refuse, sum, weights } from './accepted-number.js';
import { type Ring, type RingRadii, RING_SHARES, ringDensity, ringsOf } from './distance-rings.js';
import type { LogNormalFit } from './empirical-quantile.js';

/** A probability map that depends only on the distance from the point the search starts from. */
export interface RadialModel {
  /** POA per square metre. */
  density(distanceMetres: number): number;
  /** Share of cases within a distance. */
  shareWithin(distanceMetres: number): number;
}

/** Even density in each ring; the last 5 % thin out as 1/d³ beyond r95, so that a far cell still has a place. */
export function ringModel(radiiMetres: RingRadii): RadialModel {
  const rings = ringsOf(radiiMetres);
  const outer = radiiMetres[3];
  const beyond = 1 - sum(rings.map((ring) => ring.poa));
  return {
    density: (distance) =>
      ringDensity(rings, distance) ?? (beyond * outer) / (2 * Math.PI * distance * distance * distance),
    shareWithin: (distance) =>
      distance > outer
        ? 1 - (beyond * outer) / distance
        : rings.reduce((share, { innerMetres, outerMetres, poa }) => {
            const reach = Math.min(Math.max(distance, innerMetres), outerMetres);
            return share + (poa * (reach ** 2 - innerMetres ** 2)) / (outerMetres ** 2 - innerMetres ** 2);
          }, 0),
  };
}

/**
 * The same rings with the share growing as ln(d) inside each but the first: every ring keeps its POA, and within it
 * near comes before far, density ∝ 1/d². For ranking cells, where an even ring makes thousands of ties.
 */
export function gradedRingModel(radiiMetres: RingRadii): RadialModel {
  const even = ringModel(radiiMetres);
  const graded = ringsOf(radiiMetres).slice(1);
  const ringAt = (distance: number): Ring | undefined =>
    graded.find(({ innerMetres, outerMetres }) => distance > innerMetres && distance <= outerMetres);
  const widthOf = ({ innerMetres, outerMetres }: Ring): number => Math.log(outerMetres / innerMetres);
  return {
    density: (distance) => {
      const ring = ringAt(distance);
      if (ring === undefined) return even.density(distance);
      return ring.poa / (widthOf(ring) * 2 * Math.PI * distance * distance);
    },
    shareWithin: (distance) => {
      const ring = ringAt(distance);
      if (ring === undefined) return even.shareWithin(distance);
      const grown = Math.log(distance / ring.innerMetres) / widthOf(ring);
      return even.shareWithin(ring.innerMetres) + ring.poa * grown;
    },
  };
}

/** Even density in one disc: the baseline that knows nothing but how far. */
export function discModel(radiusMetres: number): RadialModel {
  const area = Math.PI * positive('radiusMetres', radiusMetres) ** 2;
  return {
    density: (distance) => (distance <= radiusMetres ? 1 / area : 0),
    shareWithin: (distance) => Math.min(1, (distance / radiusMetres) ** 2),
  };
}

/** Abramowitz and Stegun 7.1.26: the normal distribution to 1.5e-7. */
function normalShare(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp((-z * z) / 2)) / 2;
  return z > 0 ? 1 - tail : tail;
}

/** Lognormal distance: density f(d)/(2πd), even within `floorMetres`, where it would run to 0 or infinity. */
export function logNormalModel({ logMean, logDeviation }: LogNormalFit, floorMetres: number): RadialModel {
  positive('logDeviation', logDeviation);
  positive('floorMetres', floorMetres);
  const z = (distance: number): number => (Math.log(distance) - logMean) / logDeviation;
  return {
    density: (distance) => {
      const d = Math.max(distance, floorMetres);
      const normal = Math.exp(-(z(d) ** 2) / 2) / Math.sqrt(2 * Math.PI);
      return normal / (logDeviation * d * 2 * Math.PI * d);
    },
    shareWithin: (distance) => (distance > 0 ? normalShare(z(distance)) : 0),
  };
}

/** Weighted mean of models, weights scaled to add up to 1. */
export function mixedModel(
  parts: readonly { readonly model: RadialModel; readonly weight: number }[],
): RadialModel {
  const total = sum(
    weights(
      'weight',
      parts.map((part) => part.weight),
    ),
  );
  const mean = (of: (model: RadialModel) => number): number =>
    parts.reduce((mixed, { model, weight }) => mixed + (weight / total) * of(model), 0);
  return {
    density: (distance) => mean((model) => model.density(distance)),
    shareWithin: (distance) => mean((model) => model.shareWithin(distance)),
  };
}

const BISECTIONS = 60;

/** Distance within which a model places a share of the cases, by bisection. */
export function distanceOfShare(model: RadialModel, share: number, farthestMetres = 1e7): number {
  if (probability('share', share) >= 1) refuse('share', 'share must be less than 1');
  let [near, far] = [0, positive('farthestMetres', farthestMetres)];
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (near + far) / 2;
    if (model.shareWithin(middle) < share) near = middle;
    else far = middle;
  }
  return far;
}

/** r25, r50, r75, r95 of any model. */
export function ringRadiiOfModel(model: RadialModel): readonly number[] {
  return RING_SHARES.map((share) => distanceOfShare(model, share));
}

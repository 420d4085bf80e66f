import type { LonLat } from '@izdeu/contracts';
import { geodesicBetween, polygonAreaSquareMetres, RADIANS_PER_DEGREE } from '@izdeu/domain';

export interface MeasuredLeg {
  distanceMetres: number;
  /** At its start, clockwise from true north. */
  bearingDegrees: number;
}

export interface Measured {
  legs: readonly MeasuredLeg[];
  lengthMetres: number;
  /** Around the closed figure; null below three points. */
  perimeterMetres: number | null;
  areaSquareMetres: number | null;
}

const legBetween = (from: LonLat, to: LonLat): MeasuredLeg => {
  const { distanceMetres, initialBearingDegrees } = geodesicBetween(from, to);
  return { distanceMetres, bearingDegrees: initialBearingDegrees };
};

/** Lengths and the area on WGS84, whatever the map's projection does to them. */
export function measure(points: readonly LonLat[]): Measured {
  const legs = points.slice(1).flatMap((to, index) => (points[index] ? [legBetween(points[index], to)] : []));
  const lengthMetres = legs.reduce((total, leg) => total + leg.distanceMetres, 0);
  const [first] = points;
  const last = points[points.length - 1];
  if (points.length < 3 || !first || !last)
    return { legs, lengthMetres, perimeterMetres: null, areaSquareMetres: null };
  return {
    legs,
    lengthMetres,
    perimeterMetres: lengthMetres + legBetween(last, first).distanceMetres,
    areaSquareMetres: polygonAreaSquareMetres({ type: 'Polygon', coordinates: [[...points, first]] }),
  };
}

/** A straight line of the map and the shortest way part visibly only over tens of kilometres. */
const STEP_RADIANS = 20_000 / 6_371_000;

type Vector = readonly [x: number, y: number, z: number];

const vectorOf = ([lon, lat]: LonLat): Vector => {
  const [lambda, phi] = [lon * RADIANS_PER_DEGREE, lat * RADIANS_PER_DEGREE];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
};

/** Points of the shortest way, both ends included: what the map draws for a long leg. */
export function alongGreatCircle(from: LonLat, to: LonLat): LonLat[] {
  const [a, b] = [vectorOf(from), vectorOf(to)];
  const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const count = Math.min(100, Math.ceil(angle / STEP_RADIANS));
  if (count <= 1) return [from, to];
  const between = Array.from({ length: count - 1 }, (_, index): LonLat => {
    const share = (index + 1) / count;
    const [wa, wb] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
    const [x, y, z] = [wa * a[0] + wb * b[0], wa * a[1] + wb * b[1], wa * a[2] + wb * b[2]];
    return [Math.atan2(y, x) / RADIANS_PER_DEGREE, Math.atan2(z, Math.hypot(x, y)) / RADIANS_PER_DEGREE];
  });
  return [from, ...between, to];
}

import type { GeoMultiPolygon, GeoPolygon, LinearRing, LonLat } from '@izdeu/contracts';
import {
  ECCENTRICITY,
  ECCENTRICITY_SQUARED,
  RADIANS_PER_DEGREE,
  SEMI_MAJOR_AXIS_METRES,
} from './ellipsoid.js';

/** A pair of plane coordinates: degrees, metres or millimetres, as long as both are the same. */
export type PlanePair = readonly [x: number, y: number];

/**
 * Signed area of a ring in the square of its own unit (shoelace formula), positive when it runs
 * counter-clockwise with y upwards. Taken from the first vertex, so that far origins cost no digits.
 */
export function signedRingArea(ring: readonly PlanePair[]): number {
  const [originX, originY] = ring[0] ?? [0, 0];
  let doubled = 0;
  let [previousX, previousY] = [0, 0];
  for (const [x, y] of ring) {
    const dx = x - originX;
    const dy = y - originY;
    doubled += previousX * dy - dx * previousY;
    previousX = dx;
    previousY = dy;
  }
  return doubled / 2;
}

/** Planar area of a ring, whichever way it runs. */
export function ringArea(ring: readonly PlanePair[]): number {
  return Math.abs(signedRingArea(ring));
}

/** Whether a point lies inside a ring (even-odd rule); on the line itself either answer may come. */
export function isInsideRing(point: PlanePair, ring: readonly PlanePair[]): boolean {
  const [x, y] = point;
  let inside = false;
  let previous = ring[ring.length - 1];
  for (const vertex of ring) {
    if (previous !== undefined && vertex[1] > y !== previous[1] > y) {
      const crossing = vertex[0] + ((previous[0] - vertex[0]) * (y - vertex[1])) / (previous[1] - vertex[1]);
      if (x < crossing) inside = !inside;
    }
    previous = vertex;
  }
  return inside;
}

/** Whether a position lies inside a polygon and in none of its holes. */
export function isInsidePolygon(point: LonLat, polygon: GeoPolygon | GeoMultiPolygon): boolean {
  const polygons = polygon.type === 'Polygon' ? [polygon.coordinates] : polygon.coordinates;
  return polygons.some(([outer, ...holes]) => {
    if (outer === undefined || !isInsideRing(point, outer)) return false;
    return !holes.some((hole) => isInsideRing(point, hole));
  });
}

interface Moment {
  readonly area: number;
  readonly x: number;
  readonly y: number;
}

/** Signed area and first moments of a ring about an origin. */
function momentOf(ring: LinearRing, [originX, originY]: LonLat): Moment {
  let [area, momentX, momentY] = [0, 0, 0];
  for (let index = 1; index < ring.length; index += 1) {
    const [ax, ay] = ring[index - 1] ?? [originX, originY];
    const [bx, by] = ring[index] ?? [originX, originY];
    const cross = (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
    area += cross / 2;
    momentX += (cross * (ax + bx - 2 * originX)) / 6;
    momentY += (cross * (ay + by - 2 * originY)) / 6;
  }
  const sign = area < 0 ? -1 : 1;
  return { area: sign * area, x: sign * momentX, y: sign * momentY };
}

/** Centre of mass on the longitude-latitude plane, holes taken out; the first vertex when there is no area. */
export function centroidOf(polygon: GeoPolygon): LonLat {
  const origin = polygon.coordinates[0]?.[0] ?? [0, 0];
  let [area, x, y] = [0, 0, 0];
  polygon.coordinates.forEach((ring, index) => {
    const moment = momentOf(ring, origin);
    const sign = index === 0 ? 1 : -1;
    area += sign * moment.area;
    x += sign * moment.x;
    y += sign * moment.y;
  });
  return area > 0 ? [origin[0] + x / area, origin[1] + y / area] : origin;
}

/** Area between the equator and a latitude per radian of longitude, over a²/2 (Snyder, PP 1395, eq. 3-12). */
function authalicQ(latitude: number): number {
  const sine = Math.sin(latitude * RADIANS_PER_DEGREE);
  const fraction = sine / (1 - ECCENTRICITY_SQUARED * sine * sine);
  return (1 - ECCENTRICITY_SQUARED) * (fraction + Math.atanh(ECCENTRICITY * sine) / ECCENTRICITY);
}

/** Three-point Gauss-Legendre on [0, 1]: exact to the fifth power along one edge. */
const GAUSS: readonly (readonly [share: number, weight: number])[] = [
  [(1 - Math.sqrt(3 / 5)) / 2, 5 / 18],
  [1 / 2, 8 / 18],
  [(1 + Math.sqrt(3 / 5)) / 2, 5 / 18],
];

function ringAreaSquareMetres(ring: LinearRing): number {
  const base = authalicQ(ring[0]?.[1] ?? 0);
  let sum = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [fromLongitude, fromLatitude] = ring[index - 1] ?? [0, 0];
    const [toLongitude, toLatitude] = ring[index] ?? [0, 0];
    const mean = GAUSS.reduce(
      (total, [share, weight]) =>
        total + weight * (authalicQ(fromLatitude + (toLatitude - fromLatitude) * share) - base),
      0,
    );
    sum += mean * (toLongitude - fromLongitude) * RADIANS_PER_DEGREE;
  }
  return (Math.abs(sum) * SEMI_MAJOR_AXIS_METRES * SEMI_MAJOR_AXIS_METRES) / 2;
}

/** Ground area on WGS84 of a polygon whose edges are straight in longitude and latitude, as GeoJSON has it. */
export function polygonAreaSquareMetres(polygon: GeoPolygon): number {
  return polygon.coordinates.reduce(
    (total, ring, index) => total + (index === 0 ? 1 : -1) * ringAreaSquareMetres(ring),
    0,
  );
}

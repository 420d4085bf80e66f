import type { GeoPoint, GeoPolygon } from '@izdeu/contracts';
import type { Point } from 'geojson';

/** Seven decimals of a degree are one centimetre. */
const FACTOR = 1e7;
const rounded = (value: number): number => Math.round(value * FACTOR) / FACTOR;

/**
 * Rounds a geometry to a centimetre before it is stored or sent, so that an event, a snapshot and the database all
 * print the same digits and every client folds to the same state.
 */
export const roundedGeometry = <T extends GeoPoint | GeoPolygon>(geometry: T): T => {
  const walk = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(walk) : typeof value === 'number' ? rounded(value) : value;
  return { ...geometry, coordinates: walk(geometry.coordinates) };
};

/** A point as its column takes it, rounded as above. */
export const storedPoint = (point: GeoPoint): Point => {
  const [lon, lat] = point.coordinates;
  return { type: 'Point', coordinates: [rounded(lon), rounded(lat)] };
};

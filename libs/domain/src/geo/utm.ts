import type { Hemisphere, LonLat } from '@izdeu/contracts';
import { wrapDegrees } from './ellipsoid.js';
import { projectForward, projectInverse } from './transverse-mercator.js';

/** UTM (NGA.SIG.0012): scale on the central meridian and the false origin, in metres. */
export const UTM_CENTRAL_SCALE = 0.9996;
const FALSE_EASTING_METRES = 500_000;
const FALSE_NORTHING_SOUTH_METRES = 10_000_000;

/** UTM is defined between these latitudes, in degrees. */
export const UTM_SOUTH_LIMIT_DEGREES = -80;
export const UTM_NORTH_LIMIT_DEGREES = 84;

export interface UtmPosition {
  readonly zone: number;
  readonly hemisphere: Hemisphere;
  readonly eastingMetres: number;
  readonly northingMetres: number;
}

/** Zone of a position, with the exceptions of south-western Norway (32V) and Svalbard (31X-37X). */
export function utmZoneOf([longitude, latitude]: LonLat): number {
  const east = wrapDegrees(longitude);
  if (latitude >= 56 && latitude < 64 && east >= 3 && east < 12) return 32;
  if (latitude >= 72 && latitude <= 84 && east >= 0 && east < 42) {
    return 31 + 2 * Math.floor((east + 3) / 12);
  }
  return Math.floor((east + 180) / 6) + 1;
}

export function hemisphereOf([, latitude]: LonLat): Hemisphere {
  return latitude < 0 ? 'S' : 'N';
}

/** Longitude of a zone's central meridian, in degrees. */
export function centralMeridianDegrees(zone: number): number {
  return zone * 6 - 183;
}

/** Degrees east of a zone's central meridian, negative to the west. */
export function degreesFromMeridian(longitude: number, zone: number): number {
  return wrapDegrees(longitude - centralMeridianDegrees(zone));
}

function falseNorthing(hemisphere: Hemisphere): number {
  return hemisphere === 'S' ? FALSE_NORTHING_SOUTH_METRES : 0;
}

/**
 * WGS84 to UTM. A zone other than the position's own is honoured: an incident that crosses a zone's edge keeps
 * one zone, at the price of a larger scale factor. Millimetres or better within 30 degrees of the meridian.
 */
export function toUtm(
  position: LonLat,
  zone: number = utmZoneOf(position),
  hemisphere: Hemisphere = hemisphereOf(position),
): UtmPosition {
  const plane = projectForward(position[1], degreesFromMeridian(position[0], zone));
  return {
    zone,
    hemisphere,
    eastingMetres: FALSE_EASTING_METRES + UTM_CENTRAL_SCALE * plane.xMetres,
    northingMetres: falseNorthing(hemisphere) + UTM_CENTRAL_SCALE * plane.yMetres,
  };
}

/** A position together with the length distortion there, for callers that need areas. */
export interface ScaledPosition {
  readonly longitude: number;
  readonly latitude: number;
  /** Length on the grid over length on the ground. */
  readonly scale: number;
}

/** UTM to WGS84 with the point scale, in one pass of the series. */
export function fromUtmWithScale(position: UtmPosition): ScaledPosition {
  const { zone, hemisphere, eastingMetres, northingMetres } = position;
  const found = projectInverse(
    (eastingMetres - FALSE_EASTING_METRES) / UTM_CENTRAL_SCALE,
    (northingMetres - falseNorthing(hemisphere)) / UTM_CENTRAL_SCALE,
  );
  return {
    longitude: wrapDegrees(centralMeridianDegrees(zone) + found.longitudeFromMeridianDegrees),
    latitude: found.latitudeDegrees,
    scale: UTM_CENTRAL_SCALE * found.scale,
  };
}

/** UTM to WGS84. */
export function fromUtm(position: UtmPosition): LonLat {
  const { longitude, latitude } = fromUtmWithScale(position);
  return [longitude, latitude];
}

/** Length on the grid over length on the ground at a position; areas go by its square. */
export function pointScale(position: LonLat, zone: number = utmZoneOf(position)): number {
  return UTM_CENTRAL_SCALE * projectForward(position[1], degreesFromMeridian(position[0], zone)).scale;
}

/** Angle from true north to grid north in degrees, positive when grid north lies east of true north. */
export function gridConvergenceDegrees(position: LonLat, zone: number = utmZoneOf(position)): number {
  return projectForward(position[1], degreesFromMeridian(position[0], zone)).convergenceDegrees;
}

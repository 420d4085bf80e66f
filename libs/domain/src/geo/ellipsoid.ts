/** WGS84 (NGA.STND.0036): the only datum in the product; Soviet paper maps (Pulkovo 1942) lie some 100 m off. */
export const SEMI_MAJOR_AXIS_METRES = 6_378_137;
export const FLATTENING = 1 / 298.257223563;
export const SEMI_MINOR_AXIS_METRES = SEMI_MAJOR_AXIS_METRES * (1 - FLATTENING);

/** First eccentricity, squared and plain. */
export const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
export const ECCENTRICITY = Math.sqrt(ECCENTRICITY_SQUARED);

/** Mean radius (2a + b) / 3, in metres. */
export const MEAN_RADIUS_METRES = (2 * SEMI_MAJOR_AXIS_METRES + SEMI_MINOR_AXIS_METRES) / 3;

export const RADIANS_PER_DEGREE = Math.PI / 180;

/** The same direction or longitude in [-180, 180). */
export function wrapDegrees(degrees: number): number {
  return degrees >= -180 && degrees < 180 ? degrees : degrees - 360 * Math.floor((degrees + 180) / 360);
}

import type { LonLat } from '@izdeu/contracts';
import { fromUtm, hemisphereOf, toUtm } from './utm.js';

/** A window of the map in degrees, WGS84. */
export interface LonLatBounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface GridLine {
  /** What stays constant along the line. */
  readonly constant: 'easting' | 'northing';
  readonly valueMetres: number;
  readonly points: readonly LonLat[];
}

/** More lines than this would be a grey page; choose a larger step. */
export const MAX_GRID_LINES = 400;
const POINTS_PER_LINE = 17;
const SAMPLES_PER_SIDE = 16;

interface Extent {
  readonly low: number;
  readonly high: number;
}

function extentOf(values: readonly number[]): Extent {
  return values.reduce<Extent>(
    ({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }),
    { low: Infinity, high: -Infinity },
  );
}

/** Points along the frame: on a transverse Mercator sheet the extremes of a window lie on its frame. */
function frameOf({ west, south, east, north }: LonLatBounds): LonLat[] {
  const frame: LonLat[] = [];
  for (let step = 0; step <= SAMPLES_PER_SIDE; step += 1) {
    const share = step / SAMPLES_PER_SIDE;
    const longitude = west + (east - west) * share;
    const latitude = south + (north - south) * share;
    frame.push([longitude, south], [longitude, north], [west, latitude], [east, latitude]);
  }
  return frame;
}

/** Every multiple of the step inside an extent. */
function multiplesWithin({ low, high }: Extent, stepMetres: number): number[] {
  const first = Math.ceil(low / stepMetres);
  const count = Math.max(0, Math.floor(high / stepMetres) - first + 1);
  return Array.from(
    { length: Math.min(count, MAX_GRID_LINES + 1) },
    (_, index) => (first + index) * stepMetres,
  );
}

/**
 * UTM lines of one zone over a window of the map: the console's graticule, which needs no tiles. Lines reach
 * slightly beyond the window and are empty when there would be more than MAX_GRID_LINES of them.
 */
export function mgrsLinesWithin(bounds: LonLatBounds, stepMetres: number, zone: number): GridLine[] {
  const hemisphere = hemisphereOf([bounds.west, (bounds.south + bounds.north) / 2]);
  const frame = frameOf(bounds).map((position) => toUtm(position, zone, hemisphere));
  const eastings = extentOf(frame.map((position) => position.eastingMetres));
  const northings = extentOf(frame.map((position) => position.northingMetres));
  const columns = multiplesWithin(eastings, stepMetres);
  const rows = multiplesWithin(northings, stepMetres);
  if (!(stepMetres > 0) || columns.length + rows.length > MAX_GRID_LINES) return [];
  const along = ({ low, high }: Extent): number[] =>
    Array.from({ length: POINTS_PER_LINE }, (_, i) => low + ((high - low) * i) / (POINTS_PER_LINE - 1));
  const point = (eastingMetres: number, northingMetres: number): LonLat =>
    fromUtm({ zone, hemisphere, eastingMetres, northingMetres });
  return [
    ...columns.map((easting): GridLine => ({
      constant: 'easting',
      valueMetres: easting,
      points: along(northings).map((northing) => point(easting, northing)),
    })),
    ...rows.map((northing): GridLine => ({
      constant: 'northing',
      valueMetres: northing,
      points: along(eastings).map((easting) => point(easting, northing)),
    })),
  ];
}

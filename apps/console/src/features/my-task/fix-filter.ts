import type { LonLat } from '@izdeu/contracts';
import { distanceMetres } from '@izdeu/domain';

export interface Reading {
  readonly at: number;
  readonly position: LonLat;
  readonly accuracyMetres: number;
  readonly headingDegrees: number | null;
  readonly speedMetresPerSecond: number | null;
}

export const LEAST_MILLISECONDS = 5_000;
export const LEAST_METRES = 10;

/** Five seconds or ten metres: enough for a track, little enough for a battery in the cold. */
export function isWorthReporting(last: Reading | null, next: Reading): boolean {
  if (last === null) return true;
  return (
    next.at - last.at >= LEAST_MILLISECONDS || distanceMetres(last.position, next.position) >= LEAST_METRES
  );
}

import type { LonLat } from '@izdeu/contracts';

/** A person or a team as the map shows it now. */
export interface LiveMarker {
  id: string;
  /** `team` carries the call sign of the whole team; the other phones of that team are people. */
  kind: 'team' | 'person';
  teamId: string | null;
  /** Call sign or name, never translated. */
  label: string;
  position: LonLat;
  accuracyMetres: number;
  headingDegrees?: number | undefined;
  /** When the fix was taken, epoch milliseconds of this device's clock. */
  at: number;
  /** Own position on the field view: drawn larger. */
  own?: boolean;
  /** Asked for help, or was reported to be in danger: above everything else, always named, never in a cluster. */
  danger?: boolean;
}

/** After half a minute a position begins to fade, after two without a fix it is marked as old. */
export const FADES_AFTER_MILLISECONDS = 30_000;
export const STALE_AFTER_MILLISECONDS = 120_000;
const FAINTEST = 0.6;

export const isStale = (marker: LiveMarker, now: number): boolean =>
  now - marker.at > STALE_AFTER_MILLISECONDS;

/** 1 while fresh, then fainter in proportion to the age; an old one stays readable. */
export function opacityOf(marker: LiveMarker, now: number): number {
  const age = now - marker.at;
  const share = (age - FADES_AFTER_MILLISECONDS) / (STALE_AFTER_MILLISECONDS - FADES_AFTER_MILLISECONDS);
  return 1 - (1 - FAINTEST) * Math.max(0, Math.min(1, share));
}

/** Those that no cluster may swallow: in danger, selected, oneself, and teams that have fallen silent. */
export const standsAlone = (marker: LiveMarker, now: number, selectedTeamId: string | null): boolean =>
  marker.danger === true ||
  marker.own === true ||
  (selectedTeamId !== null && marker.teamId === selectedTeamId) ||
  (marker.kind === 'team' && isStale(marker, now));

/** Order of names where there is no room for all; a lower number is written first. */
export function labelPriority(marker: LiveMarker, now: number, emphasised: boolean): number {
  if (marker.danger) return 0;
  if (emphasised || marker.own) return 1;
  if (marker.kind === 'team') return isStale(marker, now) ? 2 : 3;
  return isStale(marker, now) ? 4 : 5;
}

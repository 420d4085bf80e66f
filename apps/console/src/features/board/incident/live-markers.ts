import type { LivePosition, Team } from '@izdeu/contracts';
import { STALE_AFTER_MILLISECONDS, type LiveMarker } from '../../../map/live-marker.js';

/** What is known of a phone's position, with its time on this device's clock. */
export interface SeenPosition {
  id: string;
  fix: LivePosition;
  at: number;
}

/**
 * The phone that stands for its team on the map. It must not jump from phone to phone with every frame: the first by
 * id among those that were heard in the last two minutes; when all are silent, the last one that was heard.
 */
export function phoneOfTeam(phones: readonly SeenPosition[], now: number): SeenPosition | undefined {
  const heard = phones.filter(({ at }) => now - at <= STALE_AFTER_MILLISECONDS);
  if (heard.length > 0) return heard.reduce((first, one) => (one.id < first.id ? one : first));
  return phones.reduce<SeenPosition | undefined>(
    (latest, one) => (latest === undefined || one.at > latest.at ? one : latest),
    undefined,
  );
}

/** One mark with the call sign for each team, one with a name for everybody else. */
export function liveMarkers(
  positions: Iterable<SeenPosition>,
  teams: ReadonlyMap<string, Pick<Team, 'callSign'>>,
  now: number,
): LiveMarker[] {
  const all = [...positions];
  const byTeam = new Map<string, SeenPosition[]>();
  for (const one of all) {
    const { teamId } = one.fix;
    if (teamId === null || !teams.has(teamId)) continue;
    const phones = byTeam.get(teamId);
    if (phones) phones.push(one);
    else byTeam.set(teamId, [one]);
  }
  const leading = new Map<string, string>();
  for (const [teamId, phones] of byTeam) {
    const phone = phoneOfTeam(phones, now);
    if (phone) leading.set(phone.id, teamId);
  }
  return all.map(({ id, fix, at }): LiveMarker => {
    const teamId = leading.get(id);
    return {
      id,
      kind: teamId === undefined ? 'person' : 'team',
      teamId: fix.teamId,
      label: (teamId === undefined ? undefined : teams.get(teamId)?.callSign) ?? fix.displayName,
      position: [fix.lon, fix.lat],
      accuracyMetres: fix.accuracyMetres,
      headingDegrees: fix.headingDegrees,
      at,
    };
  });
}

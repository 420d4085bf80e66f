import { formatAge } from '../i18n/age.js';
import type { Translate } from '../i18n/use-t.js';
import { isStale, type LiveMarker } from './live-marker.js';

/** Age of a fix in a word; an old one says that contact is missing. */
export const markerAgeText = (age: number, stale: boolean, t: Translate): string =>
  stale ? t('map.team.old', { age: formatAge(age, t) }) : formatAge(age, t);

/** "Team Дос-1, 40 s", "Ivanov, no contact for 12 min". */
export function describeMarker(marker: LiveMarker, now: number, t: Translate): string {
  const age = markerAgeText(Math.max(0, now - marker.at), isStale(marker, now), t);
  const { label } = marker;
  const what = t(marker.kind === 'team' ? 'map.object.team' : 'map.object.person', { label, age });
  return marker.danger ? t('map.object.danger', { what }) : what;
}

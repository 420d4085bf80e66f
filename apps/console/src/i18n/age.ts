import type { Translate } from './use-t.js';

/** How old a thing is, in one short unit: "just now", "40 s", "12 min", "3 h", "2 days". */
export function formatAge(ageMilliseconds: number, t: Translate): string {
  const seconds = Math.max(0, Math.floor(ageMilliseconds / 1000));
  if (seconds < 10) return t('time.age.now');
  if (seconds < 60) return t('time.age.seconds', { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('time.age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('time.age.hours', { count: hours });
  return t('time.age.days', { count: Math.floor(hours / 24) });
}

import { formatAge } from './age.js';
import type { Translate } from './use-t.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long something lasted: "4 s", "10 min", "1 h 25 min", "2 days". Unlike an age it is never "just now". */
export function formatDuration(milliseconds: number, t: Translate): string {
  if (milliseconds < MINUTE) return t('time.age.seconds', { count: Math.round(milliseconds / 1_000) });
  const whole = formatAge(milliseconds, t);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  if (milliseconds < HOUR || milliseconds >= 48 * HOUR || minutes === 0) return whole;
  return `${whole} ${t('time.age.minutes', { count: minutes })}`;
}

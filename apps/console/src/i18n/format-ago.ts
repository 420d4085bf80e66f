import { formatAge } from './age.js';
import type { Translate } from './use-t.js';

const JUST_NOW_MILLISECONDS = 10_000;

/** "12 min ago", and "just now" without an "ago". */
export const formatAgo = (ageMilliseconds: number, t: Translate): string =>
  ageMilliseconds < JUST_NOW_MILLISECONDS
    ? t('time.age.now')
    : t('time.ago', { age: formatAge(ageMilliseconds, t) });

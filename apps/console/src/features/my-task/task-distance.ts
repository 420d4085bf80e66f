import type { Translate } from '../../i18n/use-t.js';

/** "340 m" near by, "2.4 km" farther off, rounded to what a walker can use. */
export function formatDistance(metres: number, t: Translate, decimal: (value: number) => string): string {
  if (metres < 1_000) return t('task.distance.metres', { value: String(Math.round(metres / 10) * 10) });
  return t('task.distance.kilometres', { value: decimal(metres / 1_000) });
}

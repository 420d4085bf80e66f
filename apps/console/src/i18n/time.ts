/** Zone of the region. Everything is stored in UTC and shown here, whatever the phone is set to. */
export const REGION_TIME_ZONE = zoneThatIsRight();

/**
 * Kazakhstan went to UTC+5 on 1 March 2024. A device with older zone data would show every time an hour late,
 * which in a search is a wrong fact, so there the fixed offset is used ("Etc/GMT-5" means UTC+5).
 */
function zoneThatIsRight(): string {
  const name = 'Asia/Qostanay';
  try {
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone: name, hour: '2-digit', hourCycle: 'h23' });
    return hour.format(Date.UTC(2025, 0, 1)) === '05' ? name : 'Etc/GMT-5';
  } catch {
    return 'Etc/GMT-5';
  }
}

type Moment = Date | number | string;
type Part = 'day' | 'month' | 'year' | 'hour' | 'minute' | 'second';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Digits only and our own order: browsers have no month names in Kazakh (Chromium prints "M11"), and all three
 * languages write 23.11.2026 14:32 here.
 */
function partsOf(moment: Moment, timeZone: string): Record<Part, string> {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const found = { day: '', month: '', year: '', hour: '', minute: '', second: '' };
  for (const { type, value } of format.formatToParts(new Date(moment))) {
    if (type in found) found[type as Part] = value;
  }
  return found;
}

/** 14:32 */
export function formatTime(moment: Moment, timeZone = REGION_TIME_ZONE): string {
  const { hour, minute } = partsOf(moment, timeZone);
  return `${hour}:${minute}`;
}

/** 14:32:05, where seconds tell one fix from the next. */
export function formatClock(moment: Moment, timeZone = REGION_TIME_ZONE): string {
  const { hour, minute, second } = partsOf(moment, timeZone);
  return `${hour}:${minute}:${second}`;
}

/** 23.11.2026 */
export function formatDate(moment: Moment, timeZone = REGION_TIME_ZONE): string {
  const { day, month, year } = partsOf(moment, timeZone);
  return `${day}.${month}.${year}`;
}

/** 23.11.2026 14:32 */
export function formatDateTime(moment: Moment, timeZone = REGION_TIME_ZONE): string {
  return `${formatDate(moment, timeZone)} ${formatTime(moment, timeZone)}`;
}

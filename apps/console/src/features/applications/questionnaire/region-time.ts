import { formatDate, formatTime } from '../../../i18n/time.js';

const HOUR = 3_600_000;

/** Reads back as typed: `2026-11-23T14:32`, by the clocks of the region. */
export function toRegionTime(instant: string | number): string {
  const [day, month, year] = formatDate(instant).split('.');
  return `${year}-${month}-${day}T${formatTime(instant)}`;
}

/** Wall clock of the region to UTC. Before March 2024 the region kept UTC+6, so both are tried. */
export function fromRegionTime(typed: string): string | null {
  for (const hours of [5, 6]) {
    const instant = Date.parse(`${typed.slice(0, 16)}:00Z`) - hours * HOUR;
    if (Number.isNaN(instant)) return null;
    if (toRegionTime(instant) === typed.slice(0, 16)) return new Date(instant).toISOString();
  }
  return null;
}

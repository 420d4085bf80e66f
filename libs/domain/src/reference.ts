/** Reference of an application, as told on the phone: «KST-2026-000001». `number` counts within region and year. */
export function applicationReference(regionCode: string, year: number, number: number): string {
  return `${regionCode}-${year}-${String(number).padStart(6, '0')}`;
}

/** A day of the Gregorian calendar, month and day from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day it is at an instant in a time zone. */
export function regionDay(at: Date, timeZone: string): CalendarDay {
  const parts = new Intl.DateTimeFormat('en', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((candidate) => candidate.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day') };
}

/** The year it is at an instant in a time zone: the new year of the region, not of UTC. */
export function regionYear(at: Date, timeZone: string): number {
  return regionDay(at, timeZone).year;
}

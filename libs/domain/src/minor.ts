import { REGION } from '@izdeu/contracts';
import { regionDay } from './reference.js';

/** Age of majority in Kazakhstan, years. */
export const ADULT_AGE_YEARS = 18;

/** A year of birth, or a day of birth as YYYY-MM-DD. */
export type Birth = number | string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})/;

/**
 * Full years at an instant, by the calendar of the region. With only the year of birth it is the age reached
 * during that year; somebody born on 29 February has their birthday on 1 March of other years.
 */
export function ageInYears(birth: Birth, at: Date, timeZone: string = REGION.timeZone): number {
  const today = regionDay(at, timeZone);
  if (typeof birth === 'number') return today.year - birth;
  const match = DAY.exec(birth);
  if (match === null) throw new RangeError('a day of birth must be YYYY-MM-DD');
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const hadBirthday = today.month > month || (today.month === month && today.day >= day);
  return today.year - year - (hadBirthday ? 0 : 1);
}

/**
 * Whether somebody is, or may still be, under age. With only the year of birth the benefit of the doubt protects
 * them: they count as a minor through the whole year in which they come of age.
 */
export function isMinorIn(birth: Birth, at: Date, timeZone: string = REGION.timeZone): boolean {
  const age = ageInYears(birth, at, timeZone);
  return typeof birth === 'number' ? age <= ADULT_AGE_YEARS : age < ADULT_AGE_YEARS;
}

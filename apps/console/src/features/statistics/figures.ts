import type { getStatistics, RouteRequest, RouteResponse } from '@izdeu/contracts';

export type Statistics = RouteResponse<typeof getStatistics>;
export type Filters = RouteRequest<typeof getStatistics>['query'];
export type Breakdown = Statistics['byMonth'][number] | Statistics['byDistrict'][number];
export type Measure = 'applications' | 'people' | 'foundAlive' | 'foundDead' | 'stillMissing';
export const MEASURES: readonly Measure[] = [
  'applications',
  'people',
  'foundAlive',
  'foundDead',
  'stillMissing',
];

/** The first year with published figures. */
export const FIRST_YEAR = 2021;
const FILTERS = ['squadId', 'district', 'category'] as const;
export type FilterName = (typeof FILTERS)[number];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayIn = (search: URLSearchParams, name: string, otherwise: string): string => {
  const day = search.get(name) ?? '';
  return DAY.test(day) ? day : otherwise;
};

export const periodOfYear = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });

/** Year of a period that is exactly one; null for any other. */
export function yearOf({ from, to }: { from: string; to: string }): number | null {
  const year = Number(from.slice(0, 4));
  const whole = periodOfYear(year);
  return from === whole.from && to === whole.to ? year : null;
}

/** The page's address holds the question: it can be sent to somebody, and Back works. */
export function filtersIn(search: URLSearchParams, thisYear: number): Filters {
  const whole = periodOfYear(thisYear);
  const chosen = FILTERS.flatMap((name) => {
    const value = search.get(name);
    return value ? [[name, value] as const] : [];
  });
  return {
    from: dayIn(search, 'from', whole.from),
    to: dayIn(search, 'to', whole.to),
    ...Object.fromEntries(chosen),
  };
}

/** A figure's `cases` is the address of a list: its query is what the list is asked with. */
export const casesQueryOf = (cases: string): Record<string, string> =>
  Object.fromEntries(new URL(cases, 'http://server').searchParams);

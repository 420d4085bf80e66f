export interface Period {
  /** Days, YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
}

const DAY_MILLISECONDS = 86_400_000;
const epochOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (epoch: number): string => new Date(epoch).toISOString().slice(0, 10);
const isLastOfMonth = (day: string): boolean => dayOf(epochOf(day) + DAY_MILLISECONDS).endsWith('-01');
/** Months since year 0. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOf = (month: number): string => {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
};

/**
 * The period of the same kind just before: whole months are compared with as many whole months (so a year with the
 * year before, whatever leap days), any other days with as many days.
 */
export function previousPeriod({ from, to }: Period): Period {
  if (from.endsWith('-01') && isLastOfMonth(to)) {
    const months = monthOf(to) - monthOf(from) + 1;
    return { from: firstOf(monthOf(from) - months), to: dayOf(epochOf(from) - DAY_MILLISECONDS) };
  }
  const length = epochOf(to) - epochOf(from);
  const end = epochOf(from) - DAY_MILLISECONDS;
  return { from: dayOf(end - length), to: dayOf(end) };
}

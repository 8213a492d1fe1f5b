import type { StatisticsAnswer } from '../../api/types.ts';

export type Month = NonNullable<StatisticsAnswer['counts']>['byMonth'][number];

/** Months of a chart, and who ends before, after and at no time. */
export interface ShownMonths {
  readonly months: readonly (Month & { readonly month: string })[];
  readonly earlier: number;
  readonly later: number;
  readonly noEnd: number;
}

const IN_YEAR = 12;
const NOBODY: Month['byStatus'] = { active: 0, ending_soon: 0, ended: 0, on_hold: 0, unknown: 0 };

/** Twelve months from `first` (`YYYY-MM`) on, also those in which nobody ends. */
export function monthsFrom(all: readonly Month[], first: string): ShownMonths {
  const known = new Map(all.map((one) => [one.month, one]));
  const months = Array.from({ length: IN_YEAR }, (_, place) => monthAfter(first, place)).map((month) => {
    return { ...(known.get(month) ?? { total: 0, byStatus: NOBODY }), month };
  });
  const last = months.at(-1)?.month ?? first;
  const sum = (wanted: (month: string) => boolean) =>
    all.reduce((total, one) => total + (one.month !== null && wanted(one.month) ? one.total : 0), 0);
  return {
    months,
    earlier: sum((month) => month < first),
    later: sum((month) => month > last),
    noEnd: known.get(null)?.total ?? 0,
  };
}

/** The years in which somebody ends, the earliest first. */
export function yearsOf(all: readonly Month[]): string[] {
  return [...new Set(all.flatMap(({ month }) => (month === null ? [] : [month.slice(0, 4)])))].sort();
}

/** First and last day of a month. */
export function daysOf(month: string): { readonly first: string; readonly last: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { first: `${month}-01`, last };
}

function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

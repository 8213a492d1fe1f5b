import type { ContactAnswer } from '../../api/types.ts';
import { formatDay } from '../../words/formats.ts';
import { type Language, useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

export const STATUSES = [
  'active',
  'ending_soon',
  'ended',
  'on_hold',
  'unknown',
] as const satisfies ContactAnswer['status'][];

/** Whom the table of contacts shows, as it stands in the address; empty where nothing is asked for. */
export interface Filter {
  readonly status: string;
  readonly endsFrom: string;
  readonly endsTo: string;
  readonly companyId: string;
}

/** Changes of the address that clear the filter. */
export const NO_FILTER: Filter = { status: '', endsFrom: '', endsTo: '', companyId: '' };

/** The filter of the page's address. */
export function filterIn(query: Readonly<Record<string, string>>): Filter {
  const { status = '', endsFrom = '', endsTo = '', companyId = '' } = query;
  return { status, endsFrom, endsTo, companyId };
}

export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

/** The filter in words: `tila: Päättynyt, yritys 201`. */
export function useFilterText(filter: Filter): string {
  const t = useMessages('retention');
  const { language } = useLanguage();
  const parts = [
    filter.status && t('filterStatus', { value: codeText('retentionStatuses', language, filter.status) }),
    filter.endsFrom && t('filterFrom', { value: dayText(filter.endsFrom, language) }),
    filter.endsTo && t('filterTo', { value: dayText(filter.endsTo, language) }),
    filter.companyId && t('filterCompany', { value: filter.companyId }),
  ];
  return parts.filter((part) => part !== '').join(', ') || t('everybody');
}

/** What stands in an address may be no date. */
function dayText(day: string, language: Language): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? formatDay(day, language) : day;
}

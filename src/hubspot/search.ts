import { type CrmRecord, recordPageSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

/** Results of one page at the most (HubSpot search guide). */
const SEARCH_PAGE = 200;
/** Characters of one request at the most (HubSpot search guide). */
const MOST_CHARACTERS = 3_000;
/** Filter groups of one request at the most, and filters in one of them besides the one for the page. */
export const FILTER_GROUPS = 5;
/** Filters of one request at the most, in all its groups and with the ones for the page (HubSpot search guide). */
export const FILTERS = 18;

export interface Filter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'GT' | 'GTE' | 'HAS_PROPERTY' | 'IN' | 'LT' | 'LTE' | 'NEQ';
  /** Instants and dates as milliseconds since 1970. */
  readonly value?: string;
  readonly values?: readonly string[];
}

export interface Search {
  readonly type: string;
  /** A record is found when all filters of one group match. */
  readonly groups: readonly (readonly Filter[])[];
  readonly properties: readonly string[];
}

/** Where a search goes on: after the id of the last record found and, behind empty pages, at HubSpot's own cursor. */
export interface SearchPosition {
  readonly afterId: string | null;
  readonly cursor: string | null;
  /** Empty pages in a row. */
  readonly emptyPages: number;
}

export const SEARCH_START: SearchPosition = { afterId: null, cursor: null, emptyPages: 0 };

/** An empty page may name its own cursor again; so many in a row are a loop. */
const MOST_EMPTY_PAGES = 50;

/**
 * One page of a search, in the order of ids. Every page asks anew for ids beyond the last one: HubSpot shows no more than
 * 10,000 results of one query, however many records share one modified time, and a record that drops out in between shifts
 * no page. `next` is absent on the last page. A page may be short, or empty, and still have a successor.
 */
export async function searchPage(
  { transport, paths }: Access,
  search: Search,
  { afterId, cursor, emptyPages }: SearchPosition,
): Promise<{ records: CrmRecord[]; next: SearchPosition | undefined }> {
  const path = paths.search(search.type);
  const { results, paging } = await transport.send({
    method: 'POST',
    path,
    body: bodyOf(search, afterId, cursor),
    answer: recordPageSchema,
    effect: 'read',
  });
  const records = results.filter(({ id }) => afterId === null || BigInt(id) > BigInt(afterId));
  const after = paging?.next?.after;
  if (after === undefined) return { records, next: undefined };
  const last = records.at(-1)?.id;
  // Only a page in the order that was asked for says that nothing before its end is left out.
  if (last !== undefined && isAscending(records)) return { records, next: { ...SEARCH_START, afterId: last } };
  if (last !== undefined) return { records, next: { afterId, cursor: after, emptyPages: 0 } };
  if (emptyPages >= MOST_EMPTY_PAGES) {
    const endpoint = `POST ${path}`;
    throw new HubSpotError('unexpected_answer', `${endpoint} gives one empty page after another.`, { endpoint });
  }
  return { records, next: { afterId, cursor: after, emptyPages: emptyPages + 1 } };
}

/** Whether so many properties can be asked for in one search. */
export function fitsSearch(search: Search): boolean {
  const longest = '9'.repeat(19);
  return JSON.stringify(bodyOf(search, longest, longest)).length <= MOST_CHARACTERS;
}

function bodyOf({ groups, properties }: Search, afterId: string | null, cursor: string | null) {
  const beyond: Filter[] = afterId === null ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: afterId }];
  return {
    filterGroups: groups.map((filters) => ({ filters: [...filters, ...beyond] })),
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    properties,
    limit: SEARCH_PAGE,
    after: cursor ?? '0',
  };
}

function isAscending(records: readonly CrmRecord[]): boolean {
  return records.every(({ id }, index) => index === 0 || BigInt(id) > BigInt(records[index - 1]?.id ?? 0));
}

import { type CrmRecord, searchPageSchema } from './answers.ts';
import { withPageSize } from './batch-limits.ts';
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
  readonly operator: 'CONTAINS_TOKEN' | 'EQ' | 'GT' | 'GTE' | 'HAS_PROPERTY' | 'IN' | 'LT' | 'LTE' | 'NEQ';
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
  /** Records that the query which begins after `afterId` has shown on the pages before the cursor. */
  readonly shown: number;
  /** How often the query ended before it had shown all that it counts. */
  readonly ends: number;
}

export const SEARCH_START: SearchPosition = { afterId: null, cursor: null, emptyPages: 0, shown: 0, ends: 0 };

/** An empty page may name its own cursor again; so many in a row are a loop. */
const MOST_EMPTY_PAGES = 50;
/** A query that ended too early is asked so often before the search is said to hide something. */
const MOST_ENDS = 3;

/** Records of one page, and where the search goes on. */
export interface SearchPage {
  readonly records: readonly CrmRecord[];
  /** Absent on the last page. */
  readonly next: SearchPosition | undefined;
  /** How many records the query has, those before its cursor included, as HubSpot counts them. */
  readonly total: number;
  /** On the last page: whether HubSpot counts more records behind `afterId` than it shows. */
  readonly hidesSome: boolean;
}

/**
 * One page of a search, in the order of ids. Every page asks anew for ids beyond the last one: HubSpot shows no more than
 * 10,000 results of one query, however many records share one modified time, and a record that drops out in between shifts
 * no page. A page may be short, or empty, and still have a successor; and one without a cursor is the last only if as many
 * records were shown as HubSpot counts.
 */
export async function searchPage(access: Access, search: Search, position: SearchPosition): Promise<SearchPage> {
  const { afterId, cursor, emptyPages, ends } = position;
  const { results, paging, total } = await ask(access, search, bodyOf(search, afterId, cursor));
  const records = results.filter(({ id }) => afterId === null || BigInt(id) > BigInt(afterId));
  const shown = position.shown + results.length;
  const after = paging?.next?.after;
  const last = records.at(-1)?.id;
  const page = { records, total, hidesSome: false };
  if (after === undefined && shown >= total) return { ...page, next: undefined };
  // Only a page in the order that was asked for says that nothing before its end is left out.
  if (last !== undefined && isAscending(records)) return { ...page, next: { ...SEARCH_START, afterId: last } };
  if (after === undefined) {
    if (ends + 1 >= MOST_ENDS) return { ...page, next: undefined, hidesSome: true };
    return { ...page, next: { ...SEARCH_START, afterId, ends: ends + 1 } };
  }
  const further = { afterId, cursor: after, shown, ends };
  // A page in another order that leads to itself leads nowhere, as an empty one.
  if (last !== undefined && after !== cursor) return { ...page, next: { ...further, emptyPages: 0 } };
  if (emptyPages >= MOST_EMPTY_PAGES) {
    const endpoint = `POST ${access.paths.search(search.type)}`;
    throw new HubSpotError('unexpected_answer', `${endpoint} gives one empty page after another.`, { endpoint });
  }
  return { ...page, next: { ...further, emptyPages: emptyPages + 1 } };
}

/** How many records a search has, as HubSpot counts them: its index is behind by moments, and may not count beyond 10,000. */
export async function countFound(access: Access, search: Pick<Search, 'type' | 'groups'>): Promise<number> {
  const { total } = await ask(access, search, { ...bodyOf({ ...search, properties: [] }, null, null), limit: 1 });
  return total;
}

async function ask({ transport, paths }: Access, { type }: Pick<Search, 'type'>, body: Body) {
  const send = (limit: number) =>
    transport.send({
      method: 'POST',
      path: paths.search(type),
      body: { ...body, limit },
      answer: searchPageSchema,
      effect: 'read',
    });
  return body.limit < SEARCH_PAGE
    ? send(body.limit)
    : withPageSize(transport.limits.sizeOf('search pages', SEARCH_PAGE), send);
}

type Body = ReturnType<typeof bodyOf>;

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

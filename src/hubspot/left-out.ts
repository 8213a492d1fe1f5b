import type { Access } from './records.ts';
import { countFound, SEARCH_START, type Search, type SearchPosition, searchPage } from './search.ts';
import { compareIds, SortedIds } from './sorted-ids.ts';

/** Ids in a range that a page of search can show, and known ids of a range that is counted as one. */
const PAGE = 200;
/** HubSpot may not count beyond the 10,000 results that it shows of one query. */
const COUNTED_AT_ONCE = 9_000;
const MOST_COUNTED = 10_000;
/** So few ids are read one by one when search counts something among them that it does not show. */
const FEW_IDS = 100n;
/** Searches at the most, besides those that count a list at rest: two minutes of all that an account has. */
const MOST_SEARCHES = 600;
/** The highest id there can be. */
const HIGHEST = 9_223_372_036_854_775_807n;

/** Ids beyond `after` and up to `upTo`, and how many records search counts among them. */
interface Range {
  readonly after: bigint;
  readonly upTo: bigint;
  readonly total: number;
}

/** What search says of records that something else did not show. */
export interface LeftOut {
  /** Ids of records that search shows and that were not known, in order. */
  readonly shown: readonly string[];
  /** Ids among which search counts records that it does not show, in order: there may be none under any of them. */
  readonly counted: readonly string[];
  /** Why search proves nothing; absent when every record that it counts is known or among those above. */
  readonly unproved?: string;
}

type Query = Pick<Search, 'type' | 'groups'>;

/**
 * Holds the ids that are known of a search's records (of all records of a type, when it has no groups) against what search
 * counts, and finds those that are not known. Where the counts are the same that costs one search for each 9,000; where they
 * differ the ids are halved to the places where they do, so that few that are missing among very many cost few searches.
 * Records that are known and not counted need no explanation: search is behind, or they were archived since. One that hides
 * behind another one like that, within one count, is not found.
 */
export async function findLeftOut(
  access: Access,
  query: Query,
  known: Iterable<string>,
  after: string | null = null,
): Promise<LeftOut> {
  const search = new Comparison(access, query, known, BigInt(after ?? 0));
  await search.compare();
  // Records come and go meanwhile: counts that do not fit together are looked at once more.
  if (search.contradicts) await search.compare();
  const { shown, counted, unproved } = search;
  return { shown: texts(shown), counted: texts(counted), ...(unproved === undefined ? {} : { unproved }) };
}

class Comparison {
  readonly #access: Access;
  readonly #query: Query;
  readonly #after: bigint;
  readonly #known: SortedIds;
  readonly shown = new Set<bigint>();
  readonly counted = new Set<bigint>();
  #searches = 0;
  contradicts = false;

  constructor(access: Access, query: Query, known: Iterable<string>, after: bigint) {
    this.#access = access;
    this.#query = query;
    this.#after = after;
    this.#known = new SortedIds(known);
  }

  get unproved(): string | undefined {
    if (this.#searches >= MOST_SEARCHES) return 'search counts very different numbers';
    return this.contradicts ? 'search contradicts itself' : undefined;
  }

  async compare(): Promise<void> {
    this.contradicts = false;
    const ranges: Range[] = [];
    let after = this.#after;
    for (let last = COUNTED_AT_ONCE; after < HIGHEST; last += COUNTED_AT_ONCE) {
      const upTo = last < this.#known.size ? (this.#known.at(last - 1) ?? HIGHEST) : HIGHEST;
      ranges.push({ after, upTo, total: await this.#count(after, upTo) });
      after = upTo;
    }
    // What every count of a list at rest takes is not held against the few that may be spent on differences.
    this.#searches -= ranges.length;
    for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
      if (this.#searches >= MOST_SEARCHES) return;
      ranges.push(...(await this.#look(range)));
    }
  }

  /** Parts of a range that are still to be looked at; none when all that is counted in it is known or left out. */
  async #look(range: Range): Promise<Range[]> {
    const known = this.#known.within(range.after, range.upTo);
    if (range.total === known.length) return [];
    if (range.total <= PAGE || range.total >= 2 * known.length) return this.#show(range);
    return this.#halve(range, known[Math.floor(known.length / 2) - 1] ?? range.after);
  }

  /** Looks at the first of the records that search has in a range. */
  async #show({ after, upTo, total }: Range): Promise<Range[]> {
    const { shown, counted } = await this.#pages(after, upTo);
    for (const id of shown) if (!this.#known.has(id)) this.shown.add(id);
    const last = shown.at(-1);
    if (counted > PAGE && last !== undefined) {
      const rest = counted < MOST_COUNTED ? counted - shown.length : await this.#count(last, upTo);
      return [{ after: last, upTo, total: rest }];
    }
    if (counted !== total && total < MOST_COUNTED) this.contradicts = true;
    if (counted <= shown.length) return [];
    // Something is counted and not shown: the ids among which it is are halved until there are few enough to read them all.
    if (upTo - after > FEW_IDS) return this.#halve({ after, upTo, total: counted }, after + (upTo - after) / 2n);
    for (let id = after + 1n; id <= upTo; id += 1n)
      if (!this.#known.has(id) && !this.shown.has(id)) this.counted.add(id);
    return [];
  }

  async #halve({ after, upTo, total }: Range, middle: bigint): Promise<Range[]> {
    const lower = await this.#count(after, middle);
    const upper = total < MOST_COUNTED ? Math.max(0, total - lower) : await this.#count(middle, upTo);
    return [
      { after, upTo: middle, total: lower },
      { after: middle, upTo, total: upper },
    ];
  }

  async #count(after: bigint, upTo: bigint): Promise<number> {
    this.#searches += 1;
    return countFound(this.#access, this.#queryOf(after, upTo));
  }

  /** Ids of a range until a page is full, in order, and how many search counts. */
  async #pages(after: bigint, upTo: bigint): Promise<{ shown: bigint[]; counted: number }> {
    const search: Search = { ...this.#queryOf(after, upTo), properties: [] };
    const shown = new Set<bigint>();
    let counted: number | undefined;
    let position: SearchPosition | undefined = SEARCH_START;
    while (position !== undefined && shown.size < PAGE) {
      this.#searches += 1;
      const page: Awaited<ReturnType<typeof searchPage>> = await searchPage(this.#access, search, position);
      counted ??= page.total;
      for (const { id, archived } of page.records) if (archived !== true) shown.add(BigInt(id));
      position = page.next;
    }
    return { shown: [...shown].sort(compareIds), counted: counted ?? 0 };
  }

  #queryOf(after: bigint, upTo: bigint): Query {
    const groups = this.#query.groups.length > 0 ? this.#query.groups : [[]];
    return {
      type: this.#query.type,
      groups: groups.map((filters) => [
        ...filters,
        { propertyName: 'hs_object_id', operator: 'GT', value: String(after) },
        ...(upTo < HIGHEST ? [{ propertyName: 'hs_object_id', operator: 'LTE' as const, value: String(upTo) }] : []),
      ]),
    };
  }
}

function texts(ids: Iterable<bigint>): string[] {
  return [...ids].sort(compareIds).map(String);
}

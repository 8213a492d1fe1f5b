import { z } from 'zod';
import type { Answer, Call, Endpoint } from '../call.ts';
import { invalid } from '../errors.ts';
import { objectType } from '../object-types.ts';
import { recordJson, viewOf } from '../record-view.ts';
import { bodyAs, readScopes } from './inputs.ts';
import { Filter } from './search-filters.ts';
import { matching } from './search-matching.ts';
import { Sort, sortBy } from './search-sort.ts';

const MAX_RESULTS = 10_000;
const MAX_BODY = 3000;
const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;

// The spec marks all but `query` required; fewer work (hubspot.md 3).
const SearchBody = z.object({
  after: z.union([z.string(), z.number()]).default('0'),
  filterGroups: z.array(z.object({ filters: z.array(Filter) })).default([]),
  limit: z.number().default(10),
  properties: z.array(z.string()).default([]),
  sorts: z.array(Sort).default([]),
  query: z.string().optional(),
});

/** Search, one page of at most 200 out of the first 10,000 results (hubspot.md 3). */
export function searchEndpoints(): Endpoint[] {
  let pagesServed = 0;

  function search(call: Call): Answer {
    const { account, behaviour } = call.world;
    const type = objectType(call.param('type'));
    if (call.text.length > MAX_BODY) throw invalid(`The request body must be at most ${MAX_BODY} characters`);
    const body = bodyAs(call, SearchBody);
    const offset = Number(body.after === '' ? 0 : body.after);
    checkPage(call, offset, body.limit);
    checkGroups(body.filterGroups);
    const groups = body.filterGroups.map(({ filters }) => filters);
    const matches = matching(account, type, groups, body.query, call.at).filter(
      ({ id }) => !behaviour.hidden.search.has(`${type}:${id}`),
    );
    sortBy(account, type, matches, body.sorts);
    const sizes = behaviour.searchPageSizes;
    const size =
      sizes.length > 0 ? Math.min(body.limit, sizes[pagesServed++ % sizes.length] ?? body.limit) : body.limit;
    const page = matches.slice(offset, offset + size);
    const next = offset + page.length;
    const view = viewOf(account, type, body.properties);
    return {
      status: 200,
      body: {
        total: Math.min(matches.length, behaviour.mostCounted),
        results: page.map((record) => recordJson(view, record)),
        ...(next < matches.length ? { paging: { next: { after: String(next) } } } : {}),
      },
      objectType: type,
      ids: page.map(({ id }) => id),
    };
  }

  return [
    { method: 'POST', pattern: /^\/(?<type>[^/]+)\/search$/u, budget: 'search', scopes: readScopes, answer: search },
  ];
}

function checkPage({ world: { behaviour } }: Call, offset: number, limit: number): void {
  const most = behaviour.most.found;
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw invalid(behaviour.saysLimits ? `limit must be between 1 and ${most}` : 'Invalid limit');
  if (!Number.isInteger(offset) || offset < 0) throw invalid('Invalid paging cursor: after');
  if (offset + limit > MAX_RESULTS) throw invalid(`Cannot page beyond ${MAX_RESULTS} results`);
}

function checkGroups(groups: readonly { filters: readonly unknown[] }[]): void {
  const filters = groups.reduce((sum, group) => sum + group.filters.length, 0);
  if (groups.length > MAX_GROUPS) throw invalid(`There may be at most ${MAX_GROUPS} filterGroups`);
  if (groups.some((group) => group.filters.length > MAX_FILTERS_PER_GROUP)) {
    throw invalid(`There may be at most ${MAX_FILTERS_PER_GROUP} filters in a filterGroup`);
  }
  if (filters > MAX_FILTERS) throw invalid(`There may be at most ${MAX_FILTERS} filters`);
}

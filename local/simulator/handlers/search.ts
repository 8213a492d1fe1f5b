import { z } from 'zod';
import type { AccountData, CrmRecord, ObjectType } from '../account.ts';
import { compareIds, indexedRecord, sortedIds } from '../account-state.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { invalid } from '../errors.ts';
import { objectType } from '../object-types.ts';
import { isLive, propertyType, readValue, recordJson, viewOf } from '../record-view.ts';
import { bodyAs, readScopes } from './inputs.ts';
import { compileFilter, Filter, hasToken, keyOf } from './search-filters.ts';

const MAX_RESULTS = 10_000;
const MAX_PAGE = 200;
const MAX_BODY = 3000;
const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;

const Sort = z.object({
  propertyName: z.string(),
  direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
});

// The spec marks all but `query` required; fewer work (hubspot.md 3).
const SearchBody = z.object({
  after: z.union([z.string(), z.number()]).default('0'),
  filterGroups: z.array(z.object({ filters: z.array(Filter) })).default([]),
  limit: z.number().default(10),
  properties: z.array(z.string()).default([]),
  sorts: z.array(z.union([z.string(), Sort])).default([]),
  query: z.string().optional(),
});

const SEARCHABLE = ['firstname', 'lastname', 'email', 'phone', 'company', 'name', 'domain'];

/** Search, one page of at most 200 out of the first 10,000 results (hubspot.md 3). */
export const searchEndpoints: readonly Endpoint[] = [
  { method: 'POST', pattern: /^\/(?<type>[^/]+)\/search$/u, budget: 'search', scopes: readScopes, answer: search },
];

function search(call: Call): Answer {
  const { account } = call.world;
  const type = objectType(call.param('type'));
  if (call.text.length > MAX_BODY) throw invalid(`The request body must be at most ${MAX_BODY} characters`);
  const body = bodyAs(call, SearchBody);
  const offset = Number(body.after === '' ? 0 : body.after);
  checkPage(offset, body.limit);
  checkGroups(body.filterGroups);
  const matches = matching(call, type, body);
  sortBy(account, type, matches, body.sorts);
  const page = matches.slice(offset, offset + body.limit);
  const next = offset + page.length;
  const view = viewOf(account, type, body.properties);
  return {
    status: 200,
    body: {
      total: matches.length,
      results: page.map((record) => recordJson(view, record)),
      ...(next < matches.length ? { paging: { next: { after: String(next) } } } : {}),
    },
    objectType: type,
    ids: page.map(({ id }) => id),
  };
}

function checkPage(offset: number, limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw invalid(`limit must be between 1 and ${MAX_PAGE}`);
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

/** The matching live records, as the index knows them, by id. */
function matching(call: Call, type: ObjectType, body: z.infer<typeof SearchBody>): CrmRecord[] {
  const { account } = call.world;
  const groups = body.filterGroups.map(({ filters }) => filters.map((filter) => compileFilter(account, type, filter)));
  const found: CrmRecord[] = [];
  for (const id of sortedIds(account, type)) {
    const record = indexedRecord(account, type, id, call.at);
    if (!isLive(record)) continue;
    if (groups.length > 0 && !groups.some((tests) => tests.every((test) => test(record)))) continue;
    if (body.query !== undefined && !hasText(record, body.query)) continue;
    found.push(record);
  }
  return found;
}

function hasText(record: CrmRecord, query: string): boolean {
  return hasToken(SEARCHABLE.map((name) => record.properties[name] ?? '').join(' '), query);
}

function sortBy(
  account: AccountData,
  type: ObjectType,
  records: CrmRecord[],
  sorts: z.infer<typeof SearchBody>['sorts'],
): void {
  if (sorts.length > 1) throw invalid('Only one sort is allowed');
  const [first] = sorts;
  if (first === undefined) return;
  const { propertyName, direction } =
    typeof first === 'string'
      ? { propertyName: first.replace(/^-/u, ''), direction: first.startsWith('-') ? 'DESCENDING' : 'ASCENDING' }
      : first;
  const kind = propertyType(account, type, propertyName);
  if (!kind) throw invalid(`There was a problem with the request: property ${propertyName} does not exist`);
  const sign = direction === 'DESCENDING' ? -1 : 1;
  if (propertyName === 'hs_object_id') {
    if (sign < 0) records.reverse();
    return;
  }
  const key = keyOf(kind);
  const keys = new Map(
    records.map((record) => {
      const value = readValue(type, record, propertyName);
      return [record, value === undefined ? undefined : key(value)] as const;
    }),
  );
  records.sort((a, b) => {
    const [left, right] = [keys.get(a), keys.get(b)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return left === right ? compareIds(a.id, b.id) : left < right ? -sign : sign;
  });
}

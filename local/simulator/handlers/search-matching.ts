import type { AccountData, CrmRecord, ObjectType } from '../account.ts';
import { indexedRecords } from '../index-lag.ts';
import { isLive } from '../record-view.ts';
import { candidates } from './search-candidates.ts';
import { compileFilter, type Filter, hasToken } from './search-filters.ts';

const SEARCHABLE = ['firstname', 'lastname', 'email', 'phone', 'company', 'name', 'domain'];

/** The live records that any of the groups lets through and that hold the query, as the index knows them, by id. */
export function matching(
  account: AccountData,
  type: ObjectType,
  groups: readonly (readonly Filter[])[],
  query: string | undefined,
  now: number,
): CrmRecord[] {
  const tests = groups.map((filters) => filters.map((filter) => compileFilter(account, type, filter)));
  const indexed = indexedRecords(account, type, now);
  const found: CrmRecord[] = [];
  for (const id of candidates(account, type, groups, now)) {
    const record = indexed(id);
    if (!isLive(record)) continue;
    if (tests.length > 0 && !tests.some((group) => group.every((test) => test(record)))) continue;
    if (query !== undefined && !hasText(record, query)) continue;
    found.push(record);
  }
  return found;
}

function hasText(record: CrmRecord, query: string): boolean {
  return hasToken(SEARCHABLE.map((name) => record.properties[name] ?? '').join(' '), query);
}

import type { AccountData, ObjectType } from '../account.ts';
import { compareIds, firstFrom, sortedIds } from '../account-state.ts';
import { lateIds } from '../index-lag.ts';
import { modifiedSince } from '../modified-index.ts';
import type { PropertyType } from '../record-view.ts';
import type { Filter } from './search-filters.ts';
import { type Key, keyOf } from './search-keys.ts';

const IDS: readonly string[] = ['hs_object_id'];
const MODIFIED: readonly string[] = ['lastmodifieddate', 'hs_lastmodifieddate'];

/**
 * Ids, in order, of the records that a search with these groups of filters may find at `now` (epoch ms): all of them, but
 * for what lower bounds on id and modified date rule out. The filters themselves still have to be applied.
 */
export function candidates(
  account: AccountData,
  type: ObjectType,
  groups: readonly (readonly Filter[])[],
  now: number,
): readonly string[] {
  const all = sortedIds(account, type);
  const bound = String(lowest(groups, IDS, 'number'));
  const firstId = /^\d+$/u.test(bound) ? bound : '0';
  const late = lateIds(account, type, now);
  const since = lowest(groups, MODIFIED, 'datetime');
  const recent = typeof since === 'number' ? modifiedSince(account, type, since) : undefined;
  if (recent !== undefined) {
    const ids = new Set(recent);
    for (const id of late) ids.add(id);
    return [...ids].filter((id) => compareIds(id, firstId) >= 0).sort(compareIds);
  }
  const following = all.slice(firstFrom(all, firstId));
  const gone = late.filter((id) => !account.records[type].has(id));
  return gone.length === 0 ? following : [...following, ...gone].sort(compareIds);
}

/** The lowest value of a property that any of the groups lets through; undefined when one has no bound. */
function lowest(groups: readonly (readonly Filter[])[], names: readonly string[], kind: PropertyType): Key | undefined {
  let found: Key | undefined;
  for (const filters of groups) {
    const bound = filters.find(
      ({ propertyName, operator }) => names.includes(propertyName) && ['GT', 'GTE', 'BETWEEN', 'EQ'].includes(operator),
    );
    if (bound?.value === undefined) return undefined;
    const low = keyOf(kind)(bound.value);
    if (found === undefined || low < found) found = low;
  }
  return found;
}

import type { AccountData, ObjectType } from './account.ts';

interface ModifiedIndex {
  /** Ids by modified date, as both were when this was made. */
  readonly ids: readonly string[];
  readonly times: Float64Array;
  /** Ids of records that were added or changed since. */
  readonly touched: Set<string>;
  /** How many records there are, as far as was noted: another number tells that a map was filled directly. */
  size: number;
}

/** Fewer changes than these are not worth sorting again for. */
const FEW = 1000;

const indexes = new WeakMap<AccountData, Map<ObjectType, ModifiedIndex>>();

function indexesOf(account: AccountData): Map<ObjectType, ModifiedIndex> {
  const known = indexes.get(account) ?? new Map<ObjectType, ModifiedIndex>();
  indexes.set(account, known);
  return known;
}

/** Notes that a record is changed, so that it is looked at whatever its modified date was. */
export function noteModified(account: AccountData, type: ObjectType, id: string): void {
  indexes.get(account)?.get(type)?.touched.add(id);
}

/** Notes that the number of records of a type has changed by `by`. */
export function noteCount(account: AccountData, type: ObjectType, by: 1 | -1): void {
  const index = indexes.get(account)?.get(type);
  if (index) index.size += by;
}

/**
 * Ids, in no order, of every record modified at `from` (epoch ms) or later, and of some others; undefined when that
 * would be a good part of all of them.
 */
export function modifiedSince(account: AccountData, type: ObjectType, from: number): ReadonlySet<string> | undefined {
  const known = indexesOf(account);
  let index = known.get(type);
  const { size } = account.records[type];
  if (index === undefined || index.size !== size || index.touched.size > FEW + size / 8) {
    index = makeIndex(account, type);
    known.set(type, index);
  }
  const start = firstSince(index.times, from);
  if (index.ids.length - start > size / 4) return undefined;
  const found = new Set(index.touched);
  for (const id of index.ids.slice(start)) found.add(id);
  return found;
}

function makeIndex(account: AccountData, type: ObjectType): ModifiedIndex {
  const records = account.records[type];
  const dated = [...records.values()].map(({ id, updatedAt }) => ({ id, at: Date.parse(updatedAt) }));
  dated.sort((a, b) => a.at - b.at);
  return {
    ids: dated.map(({ id }) => id),
    times: Float64Array.from(dated, ({ at }) => at),
    touched: new Set(),
    size: records.size,
  };
}

function firstSince(times: Float64Array, from: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

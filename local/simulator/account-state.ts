import type { AccountData, ObjectType } from './account.ts';

// Kept beside the data, not in it: `AccountData` stays plain and a generator may fill its maps directly.
const orders = new WeakMap<AccountData, Map<ObjectType, string[]>>();

function ordersOf(account: AccountData): Map<ObjectType, string[]> {
  const known = orders.get(account) ?? new Map<ObjectType, string[]>();
  orders.set(account, known);
  return known;
}

// HubSpot never gives an id twice, so the highest of the removed ones is kept.
const highestRemoved = new WeakMap<AccountData, Map<ObjectType, string>>();

/** Orders ids as the whole numbers they are, without losing digits beyond 2^53. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All ids of a type, archived and merged ones too, in numeric order. Sorted once and again only when records were added. */
export function sortedIds(account: AccountData, type: ObjectType): readonly string[] {
  const ids = ordersOf(account);
  const known = ids.get(type);
  if (known && known.length === account.records[type].size) return known;
  const sorted = [...account.records[type].keys()].sort(compareIds);
  ids.set(type, sorted);
  return sorted;
}

/** Position of the first id that is not less than `id`. */
export function firstFrom(ids: readonly string[], id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(ids[middle] ?? '', id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keeps the order known when an id was added at the end; forgets it otherwise. */
export function noteAdded(account: AccountData, type: ObjectType, id: string): void {
  const ids = ordersOf(account);
  const known = ids.get(type);
  const last = known?.at(-1);
  if (known && last !== undefined && compareIds(last, id) < 0) known.push(id);
  else ids.delete(type);
}

/** Forgets the order of a type, after a record was removed, but not that the id was in use. */
export function noteRemoved(account: AccountData, type: ObjectType, id: string): void {
  ordersOf(account).delete(type);
  const highest = highestRemoved.get(account) ?? new Map<ObjectType, string>();
  highestRemoved.set(account, highest);
  if (compareIds(highest.get(type) ?? '', id) < 0) highest.set(type, id);
}

/** The next id of a type that was never used. */
export function nextId(account: AccountData, type: ObjectType): string {
  const used = [sortedIds(account, type).at(-1) ?? '0', highestRemoved.get(account)?.get(type) ?? '0'];
  const highest = used.sort(compareIds).at(-1) ?? '0';
  return String(BigInt(highest) + 1n);
}

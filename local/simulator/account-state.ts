import type { AccountData, CrmRecord, ObjectType } from './account.ts';

/** How a record looked before a change: what search still shows until its index catches up. */
interface Past {
  at: number;
  before: CrmRecord | undefined;
}

interface AccountState {
  readonly ids: Map<ObjectType, string[]>;
  /** How long search lags behind, ms; nothing is remembered while it is zero. */
  lagMs: number;
  readonly past: Map<string, Past[]>;
}

// Kept beside the data, not in it: `AccountData` stays plain and a generator may fill its maps directly.
const states = new WeakMap<AccountData, AccountState>();

function stateOf(account: AccountData): AccountState {
  const known = states.get(account);
  if (known) return known;
  const state: AccountState = { ids: new Map(), lagMs: 0, past: new Map() };
  states.set(account, state);
  return state;
}

/** Orders ids as the whole numbers they are, without losing digits beyond 2^53. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All ids of a type, archived and merged ones too, in numeric order. Sorted once and again only when records were added. */
export function sortedIds(account: AccountData, type: ObjectType): readonly string[] {
  const { ids } = stateOf(account);
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
  const { ids } = stateOf(account);
  const known = ids.get(type);
  const last = known?.at(-1);
  if (known && last !== undefined && compareIds(last, id) < 0) known.push(id);
  else ids.delete(type);
}

/** Forgets the order of a type, after a record was removed. */
export function noteRemoved(account: AccountData, type: ObjectType): void {
  stateOf(account).ids.delete(type);
}

/** The next unused id of a type. */
export function nextId(account: AccountData, type: ObjectType): string {
  return String(BigInt(sortedIds(account, type).at(-1) ?? '0') + 1n);
}

/** Makes search lag behind changes by `lagMs`. */
export function setIndexLag(account: AccountData, lagMs: number): void {
  stateOf(account).lagMs = lagMs;
}

/** Remembers how a record looks before it is changed at `at` (epoch ms). `before` is undefined for a new record. */
export function rememberPast(
  account: AccountData,
  type: ObjectType,
  id: string,
  before: CrmRecord | undefined,
  at: number,
): void {
  const state = stateOf(account);
  if (state.lagMs === 0) return;
  const key = `${type}:${id}`;
  const kept = (state.past.get(key) ?? []).filter((past) => past.at > at - state.lagMs);
  kept.push({ at, before: before && { ...before, properties: { ...before.properties } } });
  state.past.set(key, kept);
}

/** The record as search sees it at `now` (epoch ms): as it was before the first change that is not yet indexed. */
export function indexedRecord(account: AccountData, type: ObjectType, id: string, now: number): CrmRecord | undefined {
  const current = account.records[type].get(id);
  const state = stateOf(account);
  if (state.lagMs === 0 || state.past.size === 0) return current;
  const pending = state.past.get(`${type}:${id}`)?.find((past) => past.at > now - state.lagMs);
  return pending ? pending.before : current;
}

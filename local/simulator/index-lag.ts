import type { AccountData, CrmRecord, ObjectType } from './account.ts';

/** How a record looked before a change: what search still shows until its index catches up. */
interface Past {
  readonly at: number;
  readonly before: CrmRecord | undefined;
}

interface Lag {
  /** How long search lags behind, ms; nothing is remembered while it is zero. */
  lagMs: number;
  /** By type and id, the record that was changed last at the end. */
  readonly past: Map<ObjectType, Map<string, Past[]>>;
}

const lags = new WeakMap<AccountData, Lag>();

function lagOf(account: AccountData): Lag {
  const known = lags.get(account) ?? { lagMs: 0, past: new Map() };
  lags.set(account, known);
  return known;
}

/** Makes search lag behind changes by `lagMs`. */
export function setIndexLag(account: AccountData, lagMs: number): void {
  lagOf(account).lagMs = lagMs;
}

/** Remembers how a record looks before it is changed at `at` (epoch ms). `before` is undefined for a new record. */
export function rememberPast(
  account: AccountData,
  type: ObjectType,
  id: string,
  before: CrmRecord | undefined,
  at: number,
): void {
  const { lagMs, past } = lagOf(account);
  if (lagMs === 0) return;
  const ofType = past.get(type) ?? new Map<string, Past[]>();
  past.set(type, ofType);
  const kept = (ofType.get(id) ?? []).filter((one) => one.at > at - lagMs);
  kept.push({ at, before: before && { ...before, properties: { ...before.properties } } });
  ofType.delete(id);
  ofType.set(id, kept);
}

/**
 * Ids of the records whose latest changes search does not show yet at `now` (epoch ms), also of those that are gone by
 * now. What is indexed is forgotten: time moves forward only.
 */
export function lateIds(account: AccountData, type: ObjectType, now: number): string[] {
  const { lagMs, past } = lagOf(account);
  const ofType = past.get(type);
  if (ofType === undefined) return [];
  for (const [id, changes] of ofType) {
    if (changes.some(({ at }) => at > now - lagMs)) break;
    ofType.delete(id);
  }
  return [...ofType.keys()];
}

/** Gives records as search sees them at `now` (epoch ms): as they were before the first change that is not yet indexed. */
export function indexedRecords(
  account: AccountData,
  type: ObjectType,
  now: number,
): (id: string) => CrmRecord | undefined {
  const records = account.records[type];
  const { lagMs, past } = lagOf(account);
  const ofType = past.get(type);
  if (ofType === undefined || ofType.size === 0) return (id) => records.get(id);
  return (id) => {
    const pending = ofType.get(id)?.find(({ at }) => at > now - lagMs);
    return pending ? pending.before : records.get(id);
  };
}

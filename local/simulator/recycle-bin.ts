import { type AccountData, OBJECT_TYPES, type ObjectType } from './account.ts';

/** How long HubSpot keeps a record in the recycle bin: 90 days (HubSpot, "Restore deleted records"). */
export const RESTORABLE_MS = 90 * 86_400_000;

/** When the first record of an account's bin is gone for good, epoch ms, or earlier: restored ones are not counted out. */
const nextGone = new WeakMap<AccountData, number>();

/** Notes that a record went to the bin at `at` (epoch ms). */
export function noteArchived(account: AccountData, at: number): void {
  const known = nextGone.get(account);
  if (known !== undefined) nextGone.set(account, Math.min(known, at + RESTORABLE_MS));
}

/** Ids of the records that have been in the bin for 90 days at `at` (epoch ms). Looks at all records only when there may be one. */
export function goneFromBin(account: AccountData, at: number): { type: ObjectType; id: string }[] {
  if (at < (nextGone.get(account) ?? 0)) return [];
  const gone: { type: ObjectType; id: string }[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const type of OBJECT_TYPES) {
    for (const { id, archivedAt } of account.records[type].values()) {
      if (archivedAt === undefined) continue;
      const goneAt = Date.parse(archivedAt) + RESTORABLE_MS;
      if (goneAt <= at) gone.push({ type, id });
      else next = Math.min(next, goneAt);
    }
  }
  nextGone.set(account, next);
  return gone;
}

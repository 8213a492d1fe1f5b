import pMap from 'p-map';
import { digestOf } from '../../digest.ts';
import type { SliceContext } from '../../facts/context.ts';
import { formatInstant } from '../../register/instant.ts';
import { addressesNow } from './addresses-now.ts';
import { differences } from './compare.ts';
import { begin } from './begin.ts';
import { type Ending, type Erased, erasePeople } from './erase-people.ts';
import { type Examined, examine } from './examine.ts';
import { type ItemSummary, isGone, type StoredItem } from './item.ts';
import { type Left, leftAs, leftOut } from './left-out.ts';
import type { ErasureList } from './list.ts';
import type { WorkDone } from './own-work.ts';
import { sharedSince } from './shared-since.ts';
import type { ErasureTools } from './tools.ts';

const AT_ONCE = 8;

/**
 * Erases some people of a list: everything about them is read anew, whoever is protected or otherwise than approved is left out,
 * and so is whoever a last look finds protected. With the others is begun: from then on they are only finished, for half of a person
 * erased helps nobody. Gives their items.
 */
export async function eraseGroup(
  tools: ErasureTools,
  context: SliceContext,
  list: ErasureList,
  group: readonly StoredItem[],
  ownWork: WorkDone,
): Promise<readonly ItemSummary[]> {
  const { items } = tools.stores;
  const begun = group.filter((item) => item.begun);
  const fresh = group.filter((item) => !item.begun);
  const { ready, others } = await examined(tools, context, list, fresh, ownWork);
  const people = [...ready, ...(await again(context, list, begun))];
  const resuming = { ...context, resumed: context.resumed || begun.length > 0 };
  const erased = await erasePeople(resuming, list, people, (some) => begin(tools, context, list, some, ownWork));
  const ended = erased.items.map((item) => endedItem(item, erased.endings.get(item.contactId), context.now()));
  const all = [...others, ...ended];
  await settleAddresses(context, list, all);
  context.session.assertOurs();
  await items.mark(
    list.id,
    all.filter(({ status }) => status !== 'proposed'),
  );
  return all;
}

/** Those with whom was begun before an interruption: nobody asks any more whether they may be erased. */
async function again(context: SliceContext, list: ErasureList, begun: readonly StoredItem[]): Promise<Erased[]> {
  if (begun.length === 0) return [];
  const addresses = await addressesNow(
    context,
    begun.map(({ contactId }) => contactId),
  );
  const items = await sharedSince(context, list, begun);
  return items.map((item) => ({ item, addresses: addresses.get(item.contactId) ?? [] }));
}

/** Of somebody whose fate is not known nothing is said. */
function endedItem(item: StoredItem, ending: Ending | undefined, now: number): StoredItem {
  if (ending === undefined || ending.kind === 'unsure') return item;
  if (ending.kind === 'left_out') return leftOut(item, ending.left, now);
  const { kind: status, outcomes } = ending;
  const reason = ending.kind === 'failed' ? ending.reason : null;
  return { ...item, status, reason, changes: [], outcomes, finishedAt: formatInstant(now) };
}

/** What people leave behind counts once they are gone; of those who are not it is removed. */
async function settleAddresses(
  { erasedAddresses }: SliceContext,
  { id }: ErasureList,
  ended: readonly ItemSummary[],
): Promise<void> {
  const settle = async (item: ItemSummary) => {
    const { contactId, status } = item;
    if (isGone(item)) await erasedAddresses.confirm(id, contactId);
    else if (status !== 'proposed') await erasedAddresses.drop(id, contactId);
  };
  await pMap(ended, settle, { concurrency: AT_ONCE });
}

/** Asks everything anew of those with whom was not begun. */
async function examined(
  { openRequests }: ErasureTools,
  context: SliceContext,
  list: ErasureList,
  fresh: readonly StoredItem[],
  ownWork: WorkDone,
): Promise<{ readonly ready: readonly Erased[]; readonly others: readonly ItemSummary[] }> {
  const { policy, now } = context;
  if (fresh.length === 0) return { ready: [], others: [] };
  const none = (left: Left) => ({ ready: [], others: fresh.map((item) => leftOut(item, left, now())) });
  if (list.stoppedAt !== null) return none({ status: 'failed', reason: 'stopped', changes: [] });
  // What was approved was approved under another policy.
  if (digestOf(policy) !== list.policyDigest) return none({ status: 'changed', reason: null, changes: ['policy'] });
  const ids = fresh.map(({ contactId }) => contactId);
  const mergedBefore = new Map(fresh.map(({ contactId, facts }) => [contactId, facts.merged]));
  const { ground, requestId } = list;
  const asked = { ground, requestId, withoutScope: policy.erasure.withoutScope, openRequests, mergedBefore };
  const found = await examine(context, asked, ids);
  const ready: Erased[] = [];
  const others: ItemSummary[] = [];
  for (const item of fresh) {
    const one: Examined = found.get(item.contactId) ?? { kind: 'protected', protection: 'unread' };
    const changes = differences(item, one, ownWork);
    if (one.kind === 'open' && changes.length === 0)
      ready.push({ item, addresses: one.addresses, evidence: one.evidence });
    else others.push(leftOut(item, leftAs(item, one, changes), now()));
  }
  return { ready, others };
}

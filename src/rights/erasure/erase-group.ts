import pMap from 'p-map';
import { digestOf } from '../../digest.ts';
import type { SliceContext } from '../../facts/context.ts';
import { formatInstant } from '../../register/instant.ts';
import { addressesNow } from './addresses-now.ts';
import { differences } from './compare.ts';
import { type Begun, type Ending, eraseBegun } from './erase-begun.ts';
import { type Examined, examine } from './examine.ts';
import type { ItemSummary, StoredItem } from './item.ts';
import type { ErasureList } from './list.ts';
import type { WorkDone } from './own-work.ts';
import type { ErasureTools } from './tools.ts';

const AT_ONCE = 8;

/**
 * Erases some people of a list: everything about them is read anew, whoever is protected or otherwise than approved is left out,
 * and the others are begun with. From then on they are only finished, for half of a person erased helps nobody. Gives their items.
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
  const { ready, leftOut } = await examined(tools, context, list, fresh, ownWork);
  context.session.assertOurs();
  await items.mark(list.id, [...leftOut, ...ready.map(({ item }) => item)]);
  const people = [...ready, ...(await again(context, begun))];
  for (const { item } of people) ownWork.add(item);
  const endings = await eraseBegun({ ...context, resumed: context.resumed || begun.length > 0 }, list, people);
  const ended = people.map(({ item }) => endedItem(item, endings.get(item.contactId), context.now()));
  await settleAddresses(context, list, ended);
  context.session.assertOurs();
  const known = ended.filter(({ status }) => status !== 'proposed');
  await items.mark(list.id, known);
  return [...leftOut, ...ended];
}

/** Those with whom was begun before an interruption: nobody asks any more whether they may be erased. */
async function again(context: SliceContext, begun: readonly StoredItem[]): Promise<Begun[]> {
  if (begun.length === 0) return [];
  const addresses = await addressesNow(
    context,
    begun.map(({ contactId }) => contactId),
  );
  return begun.map((item) => ({ item, addresses: addresses.get(item.contactId) ?? [] }));
}

/** Of somebody whose fate is not known nothing is said. */
function endedItem(item: StoredItem, ending: Ending | undefined, now: number): StoredItem {
  if (ending === undefined || ending.kind === 'unsure') return item;
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
  const settle = async ({ contactId, status }: ItemSummary) => {
    if (status === 'done' || status === 'gone_already') await erasedAddresses.confirm(id, contactId);
    else if (status === 'failed') await erasedAddresses.drop(id, contactId);
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
): Promise<{ readonly ready: readonly Begun[]; readonly leftOut: readonly ItemSummary[] }> {
  const { policy, now } = context;
  if (fresh.length === 0) return { ready: [], leftOut: [] };
  const none = (left: Left) => ({ ready: [], leftOut: fresh.map((item) => leave(item, left, now())) });
  if (list.stoppedAt !== null) return none({ status: 'failed', reason: 'stopped', changes: [] });
  // What was approved was approved under another policy.
  if (digestOf(policy) !== list.policyDigest) return none({ status: 'changed', reason: null, changes: ['policy'] });
  const ids = fresh.map(({ contactId }) => contactId);
  const mergedBefore = new Map(fresh.map(({ contactId, facts }) => [contactId, facts.merged]));
  const { ground, requestId } = list;
  const asked = { ground, requestId, withoutScope: policy.erasure.withoutScope, openRequests, mergedBefore };
  const found = await examine(context, asked, ids);
  const ready: Begun[] = [];
  const leftOut: ItemSummary[] = [];
  for (const item of fresh) {
    const one: Examined = found.get(item.contactId) ?? { kind: 'protected', protection: 'unread' };
    const changes = differences(item, one, ownWork);
    if (one.kind === 'open' && changes.length === 0)
      ready.push({ item: { ...item, begun: true }, addresses: one.addresses });
    else leftOut.push(leave(item, { ...leftAs(one), changes, ...(one.kind === 'gone' && leftBehind(item)) }, now()));
  }
  return { ready, leftOut };
}

/** How somebody is left out. Whoever lies in the recycle bin is not gone: they can be restored from there. */
function leftAs(now: Examined): Pick<ItemSummary, 'status' | 'reason'> {
  if (now.kind === 'protected') return { status: 'protected', reason: now.protection };
  if (now.kind === 'open') return { status: 'changed', reason: null };
  return now.archived ? { status: 'changed', reason: 'archived' } : { status: 'gone_already', reason: null };
}

/** Of somebody whom others erased nothing leads to their engagements any more: whose those are by now, nobody can tell. */
function leftBehind({ engagements, outcomes }: StoredItem): Pick<ItemSummary, 'outcomes'> {
  return { outcomes: { ...outcomes, left: engagements.length } };
}

type Left = Pick<ItemSummary, 'status' | 'reason' | 'changes'> & Partial<Pick<ItemSummary, 'outcomes'>>;

function leave(item: StoredItem, left: Left, now: number): ItemSummary {
  return { ...item, ...left, finishedAt: formatInstant(now) };
}

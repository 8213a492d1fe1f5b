import { z } from 'zod';
import { digestOf } from '../../digest.ts';
import { DateTime } from 'luxon';
import type { SliceContext } from '../../facts/context.ts';
import { formatInstant } from '../../register/instant.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import { differences, NO_OWN_WORK } from './compare.ts';
import { examine } from './examine.ts';
import { groupsOf } from './groups-of.ts';
import type { ErasureItem, StoredItem } from './item.ts';
import { itemOf } from './item-of.ts';
import { type ErasureList, withoutScopeSchema } from './list.ts';
import { type SummedUp, sumUp } from './list-hash.ts';
import { ERASURE_PARTS, PART } from './people-parts.ts';
import { startIfDue } from './start-due.ts';
import { subjectOfList } from './subject.ts';
import { type ErasureTools, type ListPhase, moveList } from './tools.ts';

const cursorSchema = z.object({
  /** The last contact that was examined. */
  after: z.string().nullable(),
  parts: z.int(),
  withoutScope: withoutScopeSchema,
});

const CHECKING: Cursor<z.infer<typeof cursorSchema>> = {
  phase: 'examining',
  schema: cursorSchema,
  start: { after: null, parts: 0, withoutScope: [] },
};

/**
 * Reads everything about those who are proposed anew, a part at a time, and keeps who is otherwise than approved. The list stays as
 * it is until all have been looked at: a check that is cancelled has changed nothing.
 */
export function examineAgain({ stores, openRequests }: ErasureTools): ListPhase {
  return async (context, { id, ground, requestId, counts }) => {
    const { policy, session, store } = context;
    await session.update((run) => ({ contacts: { ...run.contacts, total: counts.proposed ?? 0 } }));
    const { after } = cursorOf(session.run, CHECKING);
    for await (const group of groupsOf(stores.items.all(id, after ?? undefined), PART, isProposed)) {
      if (context.timeIsUp()) return false;
      const mergedBefore = new Map(group.map(({ contactId, facts }) => [contactId, facts.merged]));
      const asked = { ground, requestId, withoutScope: policy.erasure.withoutScope, openRequests, mergedBefore };
      const examined = await examine(
        context,
        asked,
        group.map(({ contactId }) => contactId),
      );
      const changed = group.flatMap((item) => {
        const now = examined.get(item.contactId) ?? ({ kind: 'protected', protection: 'unread' } as const);
        const changes = differences(item, now, NO_OWN_WORK);
        // What an earlier check found is behind those who have been approved as they were found.
        return changes.length === 0 && item.changes.length === 0 ? [] : [itemOf(item.contactId, now, changes)];
      });
      const found = [...examined.values()].flatMap((one) => (one.kind === 'open' ? one.withoutScope : []));
      const { parts, withoutScope } = cursorOf(session.run, CHECKING);
      await store.put(ERASURE_PARTS.changed, parts, changed);
      const last = group.at(-1)?.contactId ?? null;
      const moved = { after: last, parts: parts + 1, withoutScope: [...new Set([...withoutScope, ...found])] };
      const differing = changed.filter(({ changes }) => changes.length > 0).length;
      await session.checkpoint((run) => ({
        contacts: {
          ...run.contacts,
          processed: run.contacts.processed + group.length,
          changed: run.contacts.changed + differing,
          unchanged: run.contacts.unchanged + group.length - differing,
        },
        ...withCursor(run, CHECKING, moved),
      }));
    }
    return true;
  };
}

function isProposed({ status }: StoredItem): boolean {
  return status === 'proposed';
}

/**
 * Ends a check. Only a list that has the very hash which was approved is: every other goes back, with what has changed and a new
 * hash, the approval void.
 */
export function concludeCheck(tools: ErasureTools): ListPhase {
  return async (context, list) => {
    for await (const { value } of context.store.all(ERASURE_PARTS.changed))
      await applyChanges(tools, context, list, value);
    const { withoutScope } = cursorOf(context.session.run, CHECKING);
    const common = { ...list, withoutScope, policyDigest: digestOf(context.policy) };
    const summed = await sumUp(common, tools.stores.items.all(list.id));
    const { policyDigest } = common;
    if (summed.listHash !== list.listHash)
      await sendBack(tools, context, list, { ...summed, withoutScope, policyDigest });
    else await confirm(tools, context, list);
    return true;
  };
}

async function applyChanges(
  { stores }: ErasureTools,
  { session }: SliceContext,
  { id }: ErasureList,
  changed: readonly ErasureItem[],
): Promise<void> {
  session.assertOurs();
  await stores.items.put(id, changed);
}

async function sendBack(
  tools: ErasureTools,
  context: SliceContext,
  list: ErasureList,
  now: SummedUp & Pick<ErasureList, 'withoutScope' | 'policyDigest'>,
): Promise<void> {
  const { contacts } = context.session.run;
  await record(context, list.id, 'erasure_returned', `contacts=${contacts.changed} listHash=${now.listHash}`);
  const ofPolicy =
    now.policyDigest === list.policyDigest ? null : 'The policy has changed since the list was prepared.';
  await moveList(tools, context, {
    ...now,
    state: 'awaiting_approval',
    approver: null,
    approvedAt: null,
    executeFrom: null,
    problem: ofPolicy,
    changed: { at: formatInstant(context.now()), contacts: contacts.changed },
  });
}

async function confirm(tools: ErasureTools, context: SliceContext, list: ErasureList): Promise<void> {
  const { policy, now, session } = context;
  const due = DateTime.fromMillis(now()).plus({ hours: policy.erasure.delayHours }).toMillis();
  const executeFrom = formatInstant(due);
  await record(context, list.id, 'erasure_checked', `listHash=${list.listHash} executeFrom=${executeFrom}`);
  const isApproved = await moveList(tools, context, { state: 'approved', executeFrom, changed: null, problem: null });
  // Without a delay nobody has to wait for a sync.
  if (isApproved) await startIfDue(tools, list.id, session.run);
}

async function record(
  { audit, session }: SliceContext,
  id: string,
  action: 'erasure_returned' | 'erasure_checked',
  cause: string,
): Promise<void> {
  const { runId, actor } = session.run;
  await audit.record([{ action, subject: subjectOfList(id), cause }], { runId, actor });
}

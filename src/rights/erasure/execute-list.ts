import { z } from 'zod';
import { NoErasureKeyError } from '../../erased/errors.ts';
import type { SliceContext } from '../../facts/context.ts';
import { formatInstant } from '../../register/instant.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import type { Counts } from '../../runs/run.ts';
import { leftAsApproved, ListAlteredError } from './as-approved.ts';
import { isApprovedInTrail } from './approved-in-trail.ts';
import { eraseGroup } from './erase-group.ts';
import { groupsOf } from './groups-of.ts';
import type { ItemSummary } from './item.ts';
import type { ErasureList } from './list.ts';
import { WorkDone } from './own-work.ts';
import { readAccount } from './read-account.ts';
import { subjectOfList } from './subject.ts';
import { type ErasureTools, type ListPhase, moveList } from './tools.ts';

/** So many people are examined right before their first step, and then erased side by side. */
const GROUP = 50;

/** Begins to carry out a list: only the one that was approved, and only where what erased people leave behind can be kept. */
export function beginExecution(tools: ErasureTools): ListPhase {
  return async (context, list) => {
    if (tools.engine.erasureKeys === undefined) throw new NoErasureKeyError();
    await readAccount(context, list);
    await context.session.update((run) => ({ contacts: { ...run.contacts, total: list.counts.proposed ?? 0 } }));
    const executionRuns = [...new Set([...list.executionRuns, context.session.run.runId])];
    await assertAsApproved(tools, list);
    if (list.executionStartedAt === null) await recordBegun(context, list);
    const executionStartedAt = list.executionStartedAt ?? formatInstant(context.now());
    await moveList(tools, context, { executionStartedAt, executionRuns, problem: null });
    return true;
  };
}

/** The people, and what the trail says of the list. */
async function assertAsApproved({ engine, stores }: ErasureTools, list: ErasureList): Promise<void> {
  const isAnybodyLeft = await leftAsApproved(list, stores.items.all(list.id));
  if (isAnybodyLeft && !(await isApprovedInTrail(engine.storage.audit, list))) throw new ListAlteredError();
}

/** Before the first step. */
async function recordBegun(
  { audit, session }: SliceContext,
  { id, listHash, approver, policyDigest }: ErasureList,
): Promise<void> {
  const { runId, actor } = session.run;
  const cause = `listHash=${listHash} approver=${approver} policyDigest=${policyDigest}`;
  await audit.record([{ action: 'erasure_begun', subject: subjectOfList(id), cause }], { runId, actor });
}

/** Everything that comes, looked at on its way. */
async function* seen<Item>(items: AsyncIterable<Item>, look: (item: Item) => void): AsyncGenerator<Item> {
  for await (const item of items) {
    look(item);
    yield item;
  }
}

const ERASING: Cursor<string | null> = { phase: 'erasing', schema: z.string().nullable(), start: null };

/** Erases everybody who is proposed, a group at a time. Whoever was begun with before an interruption is finished. */
export function eraseEverybody(tools: ErasureTools): ListPhase {
  return async (context, list) => {
    const { session } = context;
    const { items } = tools.stores;
    const ownWork = new WorkDone();
    const proposed = new Set<string>();
    // In each slice anew: rows may have been put back since the last one, and may be while it lasts.
    await leftAsApproved(
      list,
      seen(items.all(list.id), (item) => {
        if (item.begun) ownWork.add(item);
        if (item.status === 'proposed') proposed.add(item.contactId);
      }),
    );
    const after = cursorOf(session.run, ERASING) ?? undefined;
    let { resumed } = context;
    const isWanted = ({ contactId, status }: ItemSummary) => status === 'proposed' && proposed.has(contactId);
    for await (const group of groupsOf(items.all(list.id, after), GROUP, isWanted)) {
      if (context.timeIsUp()) return false;
      const ended = await eraseGroup(tools, { ...context, resumed }, list, group, ownWork);
      // Only the group that an interruption may have hit can be half done.
      resumed = false;
      const last = group.at(-1)?.contactId ?? null;
      await session.checkpoint((run) => ({
        contacts: countedAfter(run.contacts, ended),
        ...withCursor(run, ERASING, last),
      }));
    }
    return true;
  };
}

/** Counts people who were proposed: `changed` are erased, `unchanged` were left out. */
function countedAfter(before: Counts, ended: readonly ItemSummary[]): Counts {
  const of = (...wanted: ItemSummary['status'][]) => ended.filter(({ status }) => wanted.includes(status)).length;
  return {
    ...before,
    processed: before.processed + ended.length,
    changed: before.changed + of('done', 'gone_already'),
    unchanged: before.unchanged + of('changed', 'protected'),
    failed: before.failed + of('failed', 'proposed'),
  };
}

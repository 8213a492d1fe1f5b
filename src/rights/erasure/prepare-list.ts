import { z } from 'zod';
import { digestOf } from '../../digest.ts';
import type { SliceContext } from '../../facts/context.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import type { Counts } from '../../runs/run.ts';
import { examine } from './examine.ts';
import { itemOf } from './item-of.ts';
import type { ErasureItem } from './item.ts';
import { withoutScopeSchema } from './list.ts';
import { sumUp } from './list-hash.ts';
import { ERASURE_PARTS, PART } from './people-parts.ts';
import { portalIdNow } from './read-account.ts';
import { subjectOfList } from './subject.ts';
import { tellRequest } from './tell-request.ts';
import { type ErasureTools, type ListPhase, moveList } from './tools.ts';

const cursorSchema = z.object({ parts: z.int(), withoutScope: withoutScopeSchema });

const EXAMINING: Cursor<z.infer<typeof cursorSchema>> = {
  phase: 'examining',
  schema: cursorSchema,
  start: { parts: 0, withoutScope: [] },
};

/** Reads everything about the people who were chosen, a part at a time, and puts them on the list: proposed, or protected and why. */
export function examinePeople({ stores, openRequests }: ErasureTools): ListPhase {
  return async (context, { id, ground, requestId }) => {
    const { policy, session, store } = context;
    const examination = { ground, requestId, withoutScope: policy.erasure.withoutScope, openRequests };
    for (;;) {
      const { parts, withoutScope } = cursorOf(session.run, EXAMINING);
      if (parts * PART >= session.run.contacts.total) return true;
      if (context.timeIsUp()) return false;
      const ids = await store.get(ERASURE_PARTS.people, parts);
      const examined = await examine(context, examination, ids);
      const items = ids.map((contactId) => itemOf(contactId, examined.get(contactId) ?? UNREAD));
      session.assertOurs();
      await stores.items.put(id, items);
      const unasked = [...examined.values()].flatMap((one) => (one.kind === 'open' ? one.withoutScope : []));
      const known = [...new Set([...withoutScope, ...unasked])];
      await session.checkpoint((run) => ({
        contacts: countedAfter(run.contacts, items),
        ...withCursor(run, EXAMINING, { parts: parts + 1, withoutScope: known }),
      }));
    }
  };
}

/** Whom nothing is said of must not be erased. */
const UNREAD = { kind: 'protected', protection: 'unread' } as const;

/** Counts people who were examined: `changed` are proposed, `unknown` could not be told of. */
function countedAfter(before: Counts, items: readonly ErasureItem[]): Counts {
  const proposed = items.filter(({ status }) => status === 'proposed').length;
  const unread = items.filter(({ reason }) => reason === 'unread' || reason === 'engagement_unread').length;
  return {
    ...before,
    processed: before.processed + items.length,
    changed: before.changed + proposed,
    unchanged: before.unchanged + items.length - proposed - unread,
    unknown: before.unknown + unread,
  };
}

/** Ends the preparation: the list has its hash, and awaits approval. */
export function concludePreparation(tools: ErasureTools): ListPhase {
  return async (context, list) => {
    const { withoutScope } = cursorOf(context.session.run, EXAMINING);
    const common = { ...list, withoutScope, policyDigest: digestOf(context.policy) };
    const { listHash, counts } = await sumUp(common, tools.stores.items.all(list.id));
    await recordPrepared(context, list.id, listHash, counts.proposed ?? 0);
    if (list.requestId !== null && (counts.proposed ?? 0) === 0) await tellRequest(tools, context, list, false);
    const { problems } = context.session.run;
    await moveList(tools, context, {
      state: 'awaiting_approval',
      listHash,
      counts,
      withoutScope,
      policyDigest: common.policyDigest,
      portalId: await portalIdNow(context),
      problem: problems.length === 0 ? null : problems.join(' '),
    });
    return true;
  };
}

async function recordPrepared({ audit, session }: SliceContext, id: string, listHash: string, proposed: number) {
  const { runId, actor } = session.run;
  const cause = `contacts=${proposed} listHash=${listHash}`;
  await audit.record([{ action: 'erasure_prepared', subject: subjectOfList(id), cause }], { runId, actor });
}

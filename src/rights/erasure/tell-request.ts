import type { SliceContext } from '../../facts/context.ts';
import { type ItemSummary, isGone } from './item.ts';
import type { ErasureList } from './list.ts';
import type { ErasureTools } from './tools.ts';

/**
 * Tells the request behind a list, if there is one, who of its contacts is gone, and whom the list left out. A list that was prepared and
 * has nobody to approve tells it as well: nobody could have it carried out. Safe to repeat.
 */
export async function tellRequest(
  { openRequests, stores }: Pick<ErasureTools, 'openRequests' | 'stores'>,
  { session }: Pick<SliceContext, 'session'>,
  { id: listId, requestId }: Pick<ErasureList, 'id' | 'requestId'>,
  hasEnded: boolean,
): Promise<void> {
  if (requestId === null) return;
  const items: ItemSummary[] = [];
  for await (const item of stores.items.summaries(listId)) items.push(item);
  const gone = items.filter(isGone).map(({ contactId }) => contactId);
  const left = items.filter((item) => !isGone(item)).map(leftOf);
  session.assertOurs();
  const { runId, actor } = session.run;
  await openRequests.listEnded({ listId, requestId, gone, left, hasEnded }, { runId, actor });
}

function leftOf({ contactId, status, reason, until, changes }: ItemSummary) {
  return { contactId, status, reason: reason ?? changes[0] ?? null, until };
}

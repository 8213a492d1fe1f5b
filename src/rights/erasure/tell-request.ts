import type { SliceContext } from '../../facts/context.ts';
import type { ErasureList } from './list.ts';
import type { ErasureTools } from './tools.ts';

/** Tells the request behind a list, if there is one, who of its contacts is gone. Safe to repeat. */
export async function tellRequest(
  { openRequests }: Pick<ErasureTools, 'openRequests'>,
  { session }: Pick<SliceContext, 'session'>,
  { id: listId, requestId }: Pick<ErasureList, 'id' | 'requestId'>,
  gone: readonly string[],
): Promise<void> {
  if (requestId === null) return;
  session.assertOurs();
  const { runId, actor } = session.run;
  await openRequests.listEnded({ listId, requestId, gone }, { runId, actor });
}

/** A list on which everybody was gone before ends with its preparation: nobody could approve it. */
export async function tellRequestOfGone(tools: ErasureTools, context: SliceContext, list: ErasureList): Promise<void> {
  const gone: string[] = [];
  for await (const { contactId, status } of tools.stores.items.summaries(list.id))
    if (status === 'gone_already') gone.push(contactId);
  if (gone.length > 0) await tellRequest(tools, context, list, gone);
}

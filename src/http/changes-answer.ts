import { writtenParts } from '../effects/writing-cursor.ts';
import type { ChangeList, ListedChange } from '../runs/change-list.ts';
import type { Run } from '../runs/run.ts';
import { type ChangesQuery, continuationFrom } from './changes-query.ts';
import { recordId } from './record-id.ts';
import type { ChangesAnswer } from './schemas/run.ts';

/** What the answer about a dry run tells besides: a page of the changes it would make; nothing for any other run. */
export async function changesAnswer(
  list: ChangeList,
  run: Run,
  { limit, continuation }: ChangesQuery,
): Promise<ChangesAnswer> {
  if (!run.dryRun) return {};
  const [{ items, next }, definitions] = await Promise.all([
    list.page(run, writtenParts(run), continuation, limit),
    list.definitions(run.runId),
  ]);
  return {
    changes: { items: items.map(shown), continuation: continuationFrom(next) },
    provisioning: definitions,
  };
}

function shown({ property, before, after, reason, ...record }: ListedChange) {
  return { ...recordId(record), property, before, after, reason };
}

import pMap from 'p-map';
import type { SliceContext } from '../../facts/context.ts';
import { subjectOf } from '../../register/record.ts';
import { removeRows } from '../../remembered/move-rows.ts';
import { retryKey } from '../../remembered/retry-key.ts';

/** Somebody who is gone from HubSpot. */
export interface Forgotten {
  readonly id: string;
  /** Why the trail says so. */
  readonly cause: string;
  /** Since when (ISO 8601 UTC) the trail may say it already; at no time unless given. */
  readonly mayBeSaidSince?: string;
}

const AT_ONCE = 8;

/**
 * Forgets people who were erased: what is remembered of them in `RegisterIndex` goes, and the trail says once that they are gone,
 * by which their events are found when they have been kept long enough (`audit.keepYears`). Safe to repeat.
 */
export async function forgetTraces(context: SliceContext, people: readonly Forgotten[]): Promise<void> {
  const { audit, pruner, resumed, session, state } = context;
  const contact = (id: string) => subjectOf({ kind: 'contacts', id });
  const said = await pMap(
    people,
    async ({ id, mayBeSaidSince: at }) => at !== undefined && (await pruner.goneSince(contact(id), at)),
    { concurrency: AT_ONCE },
  );
  const ids = people.map(({ id }) => id);
  const memories = await state.contacts.getMany(ids);
  session.assertOurs();
  const { runId, actor } = session.run;
  // First: who is forgotten would never be said to be gone.
  const occurrences = people
    .filter((_, index) => said[index] === false)
    .map(({ id, cause }) => ({ action: 'gone', subject: contact(id), cause }) as const);
  await audit.record(occurrences, { runId, actor });
  await state.retry.remove(ids.map((id) => retryKey({ kind: 'contacts', id })));
  await removeRows(state, { runId, resumed }, memories);
  // Last: nothing else tells which rows are somebody's.
  await state.contacts.deleteMany(ids);
}

import type { SliceContext } from '../facts/context.ts';
import { type RecordKind, subjectOf } from '../register/record.ts';
import { removeRows } from '../remembered/move-rows.ts';
import { retryKey } from '../remembered/retry-key.ts';

/** Removes everything that is remembered of contacts that are gone; the audit trail stays, and says since when they are. */
export async function forgetContacts(context: SliceContext, ids: readonly string[]): Promise<void> {
  const { state, session, resumed } = context;
  const memories = await state.contacts.getMany(ids);
  session.assertOurs();
  // First: who is forgotten would never be said to be gone.
  await recordGone(context, 'contacts', memories.keys());
  await state.retry.remove(ids.map((id) => retryKey({ kind: 'contacts', id })));
  await removeRows(state, { runId: session.run.runId, resumed }, memories);
  // Last: nothing else tells which rows are somebody's.
  await state.contacts.deleteMany(ids);
}

/** The same of companies; who belonged to one is told by its contacts. */
export async function forgetCompanies(context: SliceContext, ids: readonly string[]): Promise<void> {
  const { state, session } = context;
  const memories = await state.companies.getMany(ids);
  session.assertOurs();
  await recordGone(context, 'companies', memories.keys());
  await state.companies.deleteMany(ids);
  await state.retry.remove(ids.map((id) => retryKey({ kind: 'companies', id })));
}

async function recordGone({ audit, session }: SliceContext, kind: RecordKind, ids: Iterable<string>): Promise<void> {
  const { runId, actor } = session.run;
  const cause = 'archived, deleted or merged in HubSpot';
  const occurrences = [...ids].map((id) => ({ action: 'gone', subject: subjectOf({ kind, id }), cause }) as const);
  await audit.record(occurrences, { runId, actor });
}

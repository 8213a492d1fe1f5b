import { z } from 'zod';
import { decisionTime, type Phase, type SliceContext } from '../context.ts';
import { listedCompaniesSchema, listedContactsSchema } from '../facts.ts';
import { dueBy } from '../narrow/due.ts';
import { loadGathered } from '../narrow/gathered.ts';
import { findGone, forgetCompanies, forgetContacts } from '../state/forget.ts';
import { moveAnchor } from '../state/move-anchor.ts';

/** Ends a reconcile: what is remembered of records that are gone is removed, and the next sync begins where this run did. */
export const concludeAll: Phase = async (context) => {
  const { state, store } = context;
  const contacts = new Set<string>();
  for await (const { value } of store.parts('contacts', listedContactsSchema))
    for (const { id } of value) contacts.add(id);
  const companies = new Set<string>();
  for await (const { value } of store.parts('companies', listedCompaniesSchema)) {
    for (const { id } of value) companies.add(id);
  }
  await forgetContacts(context, await findGone(context, 'contacts', contacts));
  await forgetCompanies(context, await findGone(context, 'companies', companies));
  const { from, to } = dueBy(decisionTime(context));
  await state.due.remove(await state.due.list(from, to));
  await moveAnchor(context);
  return true;
};

/** Ends a run over some records. Only a sync has seen all changes, and so moves the place where the next one begins. */
export const concludeSome: Phase = async (context) => {
  const { session, state, store } = context;
  const { contacts } = await loadGathered(store, session.run);
  await forgetContacts(
    context,
    [...contacts.values()].flatMap(({ id, gone }) => (gone ? [id] : [])),
  );
  await removeDue(context);
  if (session.run.scope === 'changed') await moveAnchor(context);
  return true;

  async function removeDue({ store: kept }: SliceContext): Promise<void> {
    for await (const { value } of kept.parts('due-done', z.array(z.string()))) await state.due.remove(value);
  }
};

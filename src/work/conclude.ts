import { findGone, forgetCompanies, forgetContacts } from '../effects/forget.ts';
import { pruneErased } from '../effects/prune-erased.ts';
import { decisionTime, type Phase } from '../facts/context.ts';
import { dueBy } from '../facts/due.ts';
import { listedCompaniesSchema, listedContactsSchema } from '../facts/facts.ts';
import { loadSetup } from '../facts/setup.ts';
import { removeDue } from '../facts/some/find-due.ts';
import { loadGathered } from '../facts/some/gathered.ts';
import { reportUnknown } from '../facts/some/given.ts';
import { RECORD_KINDS, type RecordKind } from '../register/record.ts';
import { keepAnchor, moveAnchor } from './move-anchor.ts';

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
  // Everybody was decided anew: whoever is not there has nothing to be tried again.
  const there = { contacts, companies };
  const keys = await state.retry.list('', '~');
  await state.retry.remove(keys.filter((key) => RECORD_KINDS.every((kind) => !isKeyOf(key, kind, there[kind]))));
  await reportUnknown(context, contacts);
  const { from, to } = dueBy(decisionTime(context));
  await state.due.remove(await state.due.list(from, to));
  await pruneErased(context);
  await moveAnchor(context);
  return true;
};

function isKeyOf(key: string, kind: RecordKind, ids: ReadonlySet<string>): boolean {
  return key.startsWith(`${kind}|`) && ids.has(key.slice(kind.length + 1));
}

/** Ends a run over some records. Only a sync has seen all changes, and so moves the place where the next one begins. */
export const concludeSome: Phase = async (context) => {
  const { session, store } = context;
  const { contacts, companies } = await loadGathered(store, session.run);
  await forgetContacts(
    context,
    [...contacts.values()].flatMap(({ id, gone }) => (gone ? [id] : [])),
  );
  await forgetCompanies(
    context,
    [...companies.values()].flatMap(({ id, survivor }) => (survivor === undefined ? [] : [id])),
  );
  await removeDue(context);
  // Without the purposes changes of consent were not seen: the next sync looks for them again.
  const { purposes } = await loadSetup(store);
  if (session.run.scope === 'changed' && purposes !== undefined) await moveAnchor(context);
  else await keepAnchor(context);
  return true;
};

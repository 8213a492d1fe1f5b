import { forgetCompanies, forgetContacts } from '../effects/forget.ts';
import { pruneErased } from '../effects/prune-erased.ts';
import { listedIds } from '../facts/all/listed-ids.ts';
import { goneIds } from '../facts/all/unlisted.ts';
import { unreadContacts } from '../facts/all/unread-contacts.ts';
import { decisionTime, type Phase } from '../facts/context.ts';
import { dueBy } from '../facts/due.ts';
import { loadSetup } from '../facts/setup.ts';
import { removeDue } from '../facts/some/find-due.ts';
import { loadGathered } from '../facts/some/gathered.ts';
import { reportMissing } from '../facts/some/given.ts';
import type { RecordRef } from '../register/record.ts';
import { recordOfRetry } from '../remembered/retry-key.ts';
import { keepAnchor, moveAnchor } from './move-anchor.ts';

/** Ends a reconcile: what is remembered of records that are gone is removed, and the next sync begins where this run did. */
export const concludeAll: Phase = async (context) => {
  const { state } = context;
  const contacts = await listedIds(context, 'contacts');
  const companies = await listedIds(context, 'companies');
  const notThere = (ids: readonly string[], there: ReadonlySet<string>) => ids.filter((id) => !there.has(id));
  await forgetContacts(context, notThere(await goneIds(context, 'contacts'), contacts));
  await forgetCompanies(context, notThere(await goneIds(context, 'companies'), companies));
  for (const { id } of await unreadContacts(context)) contacts.add(id);
  // Everybody was decided anew: whoever is not there has nothing to be tried again.
  const there = { contacts, companies };
  const keys = await state.retry.list('', '~');
  const isThere = (record: RecordRef | undefined) => record !== undefined && there[record.kind].has(record.id);
  await state.retry.remove(keys.filter((key) => !isThere(recordOfRetry(key))));
  await reportMissing(context, contacts);
  const { from, to } = dueBy(decisionTime(context));
  await state.due.remove(await state.due.list(from, to));
  await pruneErased(context);
  await moveAnchor(context);
  return true;
};

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
  // Without the purposes changes of consent were not seen, and search may have hidden some: the next sync looks for them again.
  const { purposes } = await loadSetup(store);
  const foundAll = session.run.unproved.every(({ of }) => of === 'list');
  if (session.run.scope === 'changed' && purposes !== undefined && foundAll) await moveAnchor(context);
  else await keepAnchor(context);
  return true;
};

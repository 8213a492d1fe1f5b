import { chunk } from '../../chunk.ts';
import { retryKey } from '../../remembered/retry-key.ts';
import type { Report } from '../../runs/reports.ts';
import type { Phase, SliceContext } from '../context.ts';
import { PART_SIZE, PARTS } from '../parts.ts';
import { type Gathered, loadGathered, loadUnreadPeople } from './gathered.ts';
import { reportMissing } from './given.ts';
import { joinedFacts } from './joined-facts.ts';

/** Joins what was gathered into the facts on which contacts and companies are decided (notice §7). */
export const joinSome: Phase = async (context) => {
  const { session, store } = context;
  const gathered = await loadGathered(store, session.run);
  const { contacts, companies } = joinedFacts(gathered, await loadUnreadPeople(store));
  const parts = { contacts: chunk(contacts, PART_SIZE), companies: chunk(companies, PART_SIZE) };
  for (const [number, part] of parts.contacts.entries()) await store.put(PARTS.facts.contacts, number, part);
  for (const [number, part] of parts.companies.entries()) await store.put(PARTS.facts.companies, number, part);
  await store.put(PARTS.factParts, 0, { contacts: parts.contacts.length, companies: parts.companies.length });
  const unread = await reportUnread(context, gathered);
  if (session.run.scope === 'contacts')
    await reportMissing(context, new Set(contacts.map(({ contact }) => contact.id)));
  await session.checkpoint((run) => ({
    contacts: { ...run.contacts, total: contacts.length + unread, processed: unread, failed: unread },
    companies: { ...run.companies, total: companies.filter(({ company }) => company.live).length },
  }));
  return true;
};

/** Reports contacts that could not be read, to be tried again; gives their number. */
async function reportUnread({ reports, session, state }: SliceContext, { contacts }: Gathered): Promise<number> {
  const unread = [...contacts.values()].filter(({ listed, gone }) => listed === undefined && !gone);
  await state.retry.add(unread.map(({ id }) => retryKey({ kind: 'contacts', id })));
  // Their clocks may have moved: whoever meets them next computes them from all activities.
  await state.contacts.putMany(
    unread.flatMap(({ id, own, before }) => (before === undefined ? [] : [[id, { ...before, own }] as const])),
  );
  await reports.add(
    session.run.runId,
    unread.map(({ id, own }): Report => {
      return {
        severity: 'failure',
        kind: 'contacts',
        id,
        reason: own.read ? 'it could not be read' : own.reasons.join('; '),
      };
    }),
  );
  return unread.length;
}

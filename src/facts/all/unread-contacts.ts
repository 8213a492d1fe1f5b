import type { z } from 'zod';
import { unreadClock } from '../../register/clock.ts';
import { retryKey } from '../../remembered/retry-key.ts';
import type { Report } from '../../runs/reports.ts';
import type { Run } from '../../runs/run.ts';
import type { SliceContext } from '../context.ts';
import { PARTS } from '../parts.ts';
import { listedIds } from './listed-ids.ts';

type UnreadContact = z.output<typeof PARTS.unreadContacts.schema>[number];

/** Keeps contacts that are there and could not be read, with the companies that may be theirs, as part `number`. */
export async function saveUnreadContacts(
  { state, store }: SliceContext,
  number: number,
  unread: ReadonlyMap<string, string>,
  companiesOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const memories = await state.contacts.getMany(unread.keys());
  const value = [...unread].map(([id, reason]): UnreadContact => {
    const remembered = memories.get(id)?.companyId;
    return {
      id,
      reason,
      companies: [...(companiesOf.get(id) ?? []), ...(remembered === undefined ? [] : [remembered])],
    };
  });
  await store.put(PARTS.unreadContacts, number, value);
}

/** Contacts that are there and could not be read by any way. */
export async function unreadContacts(context: SliceContext): Promise<UnreadContact[]> {
  const listed = await listedIds(context, 'contacts');
  const all = new Map<string, UnreadContact>();
  for await (const { value } of context.store.all(PARTS.unreadContacts)) {
    for (const one of value) {
      const companies = [...(all.get(one.id)?.companies ?? []), ...one.companies];
      if (!listed.has(one.id)) all.set(one.id, { ...one, companies: [...new Set(companies)] });
    }
  }
  return [...all.values()];
}

/** What reporting takes. */
interface Reporting extends Pick<SliceContext, 'reports' | 'resumed' | 'state'> {
  readonly session: { readonly run: Pick<Run, 'runId'> };
}

/**
 * Reports contacts that could not be read, to be tried again. Whoever meets them next computes their clocks anew. A run has reported
 * nothing before this, but for an attempt that was cut short here.
 */
export async function reportUnreadContacts(
  { reports, resumed, session, state }: Reporting,
  unread: readonly UnreadContact[],
): Promise<void> {
  const { runId } = session.run;
  if (resumed) await reports.clear(runId);
  if (unread.length === 0) return;
  const reasonOf = ({ id, reason }: UnreadContact) => `contact ${id} could not be read (${reason})`;
  const memories = await state.contacts.getMany(unread.map(({ id }) => id));
  await state.retry.add(unread.map(({ id }) => retryKey({ kind: 'contacts', id })));
  await state.contacts.putMany(
    unread.flatMap((one) => {
      const before = memories.get(one.id);
      return before === undefined ? [] : [[one.id, { ...before, own: unreadClock(reasonOf(one)) }] as const];
    }),
  );
  await reports.add(
    runId,
    unread.map((one): Report => ({ severity: 'failure', kind: 'contacts', id: one.id, reason: reasonOf(one) })),
  );
}

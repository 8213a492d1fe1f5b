import type { SliceContext } from '../facts/context.ts';
import { settledSetup } from '../facts/keep-setup.ts';
import { backlogLeft } from '../facts/some/find-in-backlog.ts';
import type { RecordKind } from '../register/record.ts';
import type { Backlog } from '../remembered/anchor.ts';

/** Tells the next sync where to begin. Comes last: only a run that has done all of its work moves the anchor. */
export async function moveAnchor(context: SliceContext): Promise<void> {
  const { session, state } = context;
  const { seenUntil, basis, timeZone, unproved, clockOffset: measured } = session.run;
  const before = await state.anchor.read();
  // A clock of ours that is behind HubSpot's today need not be so tomorrow.
  const clockOffset = Math.min(0, measured ?? before?.clockOffset ?? 0);
  const from = seenUntil + (measured ?? clockOffset);
  const backlog = {
    contacts: await backlogAfter(context, 'contacts'),
    companies: await backlogAfter(context, 'companies'),
  };
  const setup = await setupAfter(context);
  session.assertOurs();
  await state.anchor.write({ from, backlog, basis, unproved, clockOffset, timeZone, setup });
}

/** A page of search: so few of our own writes are looked through by the next sync at once. */
const MOST_OWN_WRITES = 200;

/** What the syncs to come have to look through: the rest of a backlog, or what this run has written. */
async function backlogAfter({ session, store }: SliceContext, kind: RecordKind): Promise<Backlog | null> {
  const { scope, stamps, [kind]: counts } = session.run;
  const left = scope === 'all' ? null : await backlogLeft(store, kind);
  const { first, last } = stamps[kind];
  return left ?? (counts.changed > MOST_OWN_WRITES && last > 0 ? { from: first, to: last, afterId: null } : null);
}

/** Ends a run that has not seen all changes: the next sync begins where it would have, with what was read of the account. */
export async function keepAnchor(context: SliceContext): Promise<void> {
  const { session, state } = context;
  const anchor = await state.anchor.read();
  const setup = await setupAfter(context);
  session.assertOurs();
  if (anchor !== undefined)
    await state.anchor.write({ ...anchor, basis: session.run.basis, unproved: session.run.unproved, setup });
}

/** What the runs to come may rely on; nothing when HubSpot refused something of it. */
function setupAfter({ session, store }: SliceContext): Promise<unknown> {
  const { contacts, companies } = session.run;
  return contacts.failed + companies.failed > 0 ? Promise.resolve(null) : settledSetup(store);
}

import { isEmptyPlan } from '../../hubspot/provisioning.ts';
import { decisionTime, type SliceContext } from '../context.ts';
import type { RecordKind } from '../listed.ts';
import { backlogLeft } from '../narrow/find-in-backlog.ts';
import { loadSetup, savedSetup } from '../setup.ts';
import type { Backlog } from './anchor.ts';

/** Tells the next sync where to begin. Comes last: only a run that has done all of its work moves the anchor. */
export async function moveAnchor(context: SliceContext): Promise<void> {
  const { session, state, store } = context;
  const { seenUntil, basis, timeZone, clockOffset: measured } = session.run;
  const before = await state.anchor.read();
  const clockOffset = measured ?? before?.clockOffset ?? 0;
  const { plans } = await loadSetup(store);
  // What was provisioned or repaired in this run is not as it was read.
  const isSettled = plans.every(({ plan }) => isEmptyPlan(plan));
  const setup = isSettled ? { readAt: decisionTime(context), value: await savedSetup(store) } : null;
  const from = seenUntil + Math.min(0, clockOffset);
  const backlog = { contacts: await backlogOf('contacts'), companies: await backlogOf('companies') };
  session.assertOurs();
  await state.anchor.write({ from, backlog, basis, clockOffset, timeZone, setup });

  async function backlogOf(kind: RecordKind): Promise<Backlog | null> {
    if (session.run.scope !== 'all') return backlogLeft(store, kind);
    const isLarge = session.run[kind].changed > MOST_OWN_WRITES && session.run.lastStamp[kind] > 0;
    return isLarge ? { from, to: session.run.lastStamp[kind], afterId: null } : null;
  }
}

/** A page of search: so few of our own writes are looked through by the next sync at once. */
const MOST_OWN_WRITES = 200;

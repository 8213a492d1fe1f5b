import { formatInstant } from '../register/instant.ts';
import { noticeWords } from '../register/notice-words.ts';
import type { Anchor } from '../remembered/anchor.ts';
import { basisOf } from '../remembered/basis.ts';
import { decisionTime, type Phase, RunFailedError, type SliceContext } from './context.ts';
import { reusableSetup, reuseSetup } from './keep-setup.ts';
import { readPurposes, readSetup, readTimeZone } from './read-setup.ts';
import { loadSetup } from './setup.ts';
import { nobodyEnds } from './unproved.ts';

/**
 * Definitions change seldom, and a property that is gone is noticed when it is written. So a clock run, of which there are two
 * each night, reads them once a day, and the syncs in between rely on that.
 */
const REUSED_MS = { clock: 20 * 3_600_000, others: 26 * 3_600_000 };

/**
 * Reads the account, its property definitions and its subscription types. Nothing is written before everything has been
 * read: a token that lacks a scope stops the run with HubSpot as it was. A run over some records relies on what earlier
 * runs remember; where that is missing or rests on something else, it becomes a reconcile.
 */
export const prepare: Phase = async (context) => {
  const { session, state } = context;
  const anchor = await state.anchor.read();
  const now = decisionTime(context);
  // No checkpoint: nothing has been achieved yet, and failures before this count.
  await session.update(() => ({ seenUntil: Math.min(now, context.systemNow()) }));
  if (session.run.scope === 'all') await prepareAll(context);
  else if (anchor === undefined) await becomeReconcile(context, 'No reconcile has come to its end yet');
  else if (!(await prepareSome(context, anchor, now)))
    await becomeReconcile(
      context,
      'What earlier decisions rest on has changed, or a run ended before it had written them all',
    );
  return true;
};

/** A reconcile that failed would fail again: a timer does not start one for each sync of the day. */
const RECONCILE_AGAIN_MS = 2 * 3_600_000;

async function becomeReconcile(context: SliceContext, why: string): Promise<void> {
  if (context.session.run.trigger === 'timer') await failIfFailedLately(context, why);
  await context.session.update((run) => ({
    scope: 'all',
    notes: [...run.notes, `${why}: this run looked at everything.`],
  }));
  await prepareAll(context);
}

async function failIfFailedLately(context: SliceContext, why: string): Promise<void> {
  const last = await context.history.lastEnded('all');
  const again = Date.parse(last?.finishedAt ?? '') + RECONCILE_AGAIN_MS;
  if (last?.status !== 'failed' || decisionTime(context) >= again) return;
  throw new RunFailedError(
    'reconcile_failed_lately',
    `${why}, and the reconcile ${last.runId} has failed: mend its reason, and start a run over everything. Timers try again after ${formatInstant(again)}.`,
  );
}

async function prepareAll(context: SliceContext): Promise<void> {
  const timeZone = await readTimeZone(context);
  await readSetup(context, timeZone);
}

/** `false` when what is remembered does not fit any more. */
async function prepareSome(context: SliceContext, anchor: Anchor, now: number): Promise<boolean> {
  const { session, store, policy } = context;
  const { timeZone } = anchor;
  const mostMs = session.run.scope === 'clock' ? REUSED_MS.clock : REUSED_MS.others;
  const definitions = reusableSetup(anchor.setup, now - mostMs, noticeWords(policy));
  if (definitions === undefined) await readSetup(context, timeZone, anchor);
  else {
    const { purposes, problem } = await readPurposes(context);
    const fit = await reuseSetup(store, definitions, purposes);
    const basis = basisOf(policy, purposes, anchor.basis);
    const problems = [...problem, ...fit];
    await session.checkpoint(() => ({ timeZone, basis }));
    session.say(...problems);
  }
  // A property of ours that somebody deleted comes back empty: everybody has to be written.
  const { plans } = await loadSetup(store);
  if (session.run.basis !== anchor.basis || plans.some(({ plan }) => plan.create.length > 0)) return false;
  // What the last reconcile could not prove stands behind all that is remembered; changes a sync looks for anew itself.
  const unproved = anchor.unproved.filter(({ of }) => session.run.scope !== 'changed' || of === 'list');
  if (unproved.length > 0) await session.checkpoint(() => ({ unproved }));
  session.say(...unproved.map(nobodyEnds));
  return true;
}

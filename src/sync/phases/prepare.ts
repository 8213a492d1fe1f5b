import { readAccount } from '../../hubspot/account.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import { readDefinitions } from '../../hubspot/provisioning.ts';
import { readSubscriptionTypes } from '../../hubspot/subscriptions.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../../register/properties.ts';
import type { Purpose } from '../../register/purpose.ts';
import { decisionTime, type Phase, RunFailedError, type SliceContext } from '../context.ts';
import { policyProblems } from '../policy-problems.ts';
import { loadSetup, reuseSetup, saveSetup } from '../setup.ts';
import type { Anchor } from '../state/anchor.ts';
import { basisOf } from '../state/basis.ts';

/** A clock run, which is to cost next to nothing, relies on what another run read of the account so shortly before. */
const REUSED_MS = 3_600_000;

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
    await becomeReconcile(context, 'The policy, the purposes of consent or this program have changed');
  return true;
};

async function becomeReconcile(context: SliceContext, why: string): Promise<void> {
  const problem = `${why}: this run looked at everything.`;
  await context.session.update((run) => ({ scope: 'all', problems: [...run.problems, problem] }));
  await prepareAll(context);
}

async function prepareAll(context: SliceContext): Promise<void> {
  const timeZone = await readTimeZone(context);
  await readSetup(context, timeZone);
}

/** `false` when what is remembered does not fit any more. */
async function prepareSome(context: SliceContext, anchor: Anchor, now: number): Promise<boolean> {
  const { session, store, policy } = context;
  const { timeZone, setup } = anchor;
  if (session.run.scope === 'clock' && setup !== null && Math.abs(now - setup.readAt) < REUSED_MS) {
    if (await reuseSetup(store, setup.value)) {
      const { purposes } = await loadSetup(store);
      const basis = basisOf(policy, purposes, anchor.basis);
      await session.checkpoint(() => ({ timeZone, basis }));
      return basis === anchor.basis;
    }
  }
  await readSetup(context, timeZone, anchor);
  return session.run.basis === anchor.basis;
}

/** The group of our properties is looked at by a reconcile only. */
async function readSetup(context: SliceContext, timeZone: string | null, anchor?: Anchor): Promise<void> {
  const { hubspot, session, store, policy } = context;
  const group = anchor === undefined ? undefined : REGISTER_GROUP;
  const [contacts, companies, { purposes, problem }] = await Promise.all([
    readDefinitions(hubspot, 'contacts', CONTACT_PROPERTIES, group),
    readDefinitions(hubspot, 'companies', COMPANY_PROPERTIES, group),
    readPurposes(context),
  ]);
  await saveSetup(store, { contacts, companies }, purposes);
  const staffConflicts = await checkConflicts(context);
  const problems = [...problem, ...staffConflicts, ...policyProblems(policy, purposes ?? [], { contacts, companies })];
  const basis = basisOf(policy, purposes, anchor?.basis);
  await session.checkpoint((run) => ({ timeZone, basis, problems: [...new Set([...run.problems, ...problems])] }));
}

/** Only says when the daily quota begins anew: without it a run that has used it up asks again every hour. */
async function readTimeZone({ hubspot }: SliceContext): Promise<string | null> {
  try {
    const { timeZone } = await readAccount(hubspot);
    hubspot.transport.timeZone(timeZone);
    return timeZone;
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return null;
  }
}

async function readPurposes({
  hubspot,
}: SliceContext): Promise<{ purposes: Purpose[] | undefined; problem: string[] }> {
  try {
    return { purposes: await readSubscriptionTypes(hubspot), problem: [] };
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    const problem = `The subscription types could not be read (${error.reason}): consents are left as they were.`;
    return { purposes: undefined, problem: [problem] };
  }
}

/**
 * Properties of our names under another type. One that the add-on writes stops the run, for it must not write into what is
 * not its own; one that staff write is read as it is, and reported.
 */
async function checkConflicts({ store }: SliceContext): Promise<string[]> {
  const { plans, properties } = await loadSetup(store);
  const conflicts = plans.flatMap(({ plan }) => plan.conflicts.map((one) => ({ ...one, objectType: plan.objectType })));
  const read = new Set(properties.contacts.filter(({ direction }) => direction === 'in').map(({ name }) => name));
  const texts = (some: typeof conflicts) =>
    some.map(
      ({ name, needed, held, objectType }) => `${name} on ${objectType} is of type ${held} and should be ${needed}`,
    );
  const stopping = texts(conflicts.filter(({ name }) => !read.has(name)));
  if (stopping.length > 0) {
    throw new RunFailedError(
      'property_conflict',
      `HubSpot has properties of our names that are not ours: ${stopping.join('; ')}. Rename or remove them there.`,
    );
  }
  return texts(conflicts).map((text) => `The property ${text}: it is read as it is.`);
}

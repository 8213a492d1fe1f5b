import { readAccount } from '../hubspot/account.ts';
import { readDefinitions } from '../hubspot/definitions.ts';
import { concernsInputs, HubSpotError } from '../hubspot/errors.ts';
import { readSubscriptionTypes } from '../hubspot/subscriptions.ts';
import { noticeWords } from '../register/notice-words.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../register/properties.ts';
import type { Purpose } from '../register/purpose.ts';
import type { Anchor } from '../remembered/anchor.ts';
import { basisOf } from '../remembered/basis.ts';
import { decisionTime, RunFailedError, type SliceContext } from './context.ts';
import { saveSetup } from './keep-setup.ts';
import { policyProblems } from './policy-problems.ts';
import { loadSetup } from './setup.ts';

/**
 * Reads definitions and purposes and keeps them for the run. Their group is looked at by a reconcile only: `anchor` is that of a
 * run over some. Throws `RunFailedError` (`property_conflict`).
 */
export async function readSetup(context: SliceContext, timeZone: string | null, anchor?: Anchor): Promise<void> {
  const { hubspot, session, store, policy } = context;
  const group = anchor === undefined ? undefined : REGISTER_GROUP;
  const [contacts, companies, { purposes, problem }] = await Promise.all([
    readDefinitions(hubspot, 'contacts', CONTACT_PROPERTIES, group),
    readDefinitions(hubspot, 'companies', COMPANY_PROPERTIES, group),
    readPurposes(context),
  ]);
  const misfits = policyProblems(policy, purposes ?? [], { contacts, companies });
  const kept = { readAt: decisionTime(context), problems: misfits, words: noticeWords(policy) };
  await saveSetup(store, { contacts, companies }, purposes, kept);
  const problems = [...problem, ...(await checkConflicts(context)), ...misfits];
  const basis = basisOf(policy, purposes, anchor?.basis);
  await session.checkpoint(() => ({ timeZone, basis }));
  session.say(...problems);
}

/**
 * Only says when the daily quota begins anew. A token that may not see the account's details works with the policy's time zone;
 * without any a run that has used the quota up asks again every hour.
 */
export async function readTimeZone({ hubspot, policy, session }: SliceContext): Promise<string | null> {
  try {
    const { timeZone } = await readAccount(hubspot);
    hubspot.transport.timeZone(timeZone);
    return timeZone;
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'forbidden') {
      hubspot.transport.timeZone(policy.timeZone);
      const note = `The token may not read the account's details: the daily quota is taken to begin at midnight in ${policy.timeZone}.`;
      await session.update((run) => ({ notes: [...new Set([...run.notes, note])] }));
      return policy.timeZone;
    }
    if (!concernsInputs(error)) throw error;
    return null;
  }
}

/** The active purposes of consent; without them, why they could not be read. */
export async function readPurposes({
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

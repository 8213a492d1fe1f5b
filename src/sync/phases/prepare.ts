import { readAccount } from '../../hubspot/account.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import { readDefinitions } from '../../hubspot/provisioning.ts';
import { readSubscriptionTypes } from '../../hubspot/subscriptions.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../register/properties.ts';
import type { Purpose } from '../../register/purpose.ts';
import { type Phase, RunFailedError, type SliceContext } from '../context.ts';
import { policyProblems } from '../policy-problems.ts';
import { loadSetup, saveSetup } from '../setup.ts';

/**
 * Reads the account, its property definitions and its subscription types. Nothing is written before everything has been
 * read: a token that lacks a scope stops the run with HubSpot as it was.
 */
export const prepare: Phase = async (context) => {
  const { hubspot, session, store, policy } = context;
  const timeZone = await readTimeZone(context);
  const [contacts, companies, { purposes, problem }] = await Promise.all([
    readDefinitions(hubspot, 'contacts', CONTACT_PROPERTIES),
    readDefinitions(hubspot, 'companies', COMPANY_PROPERTIES),
    readPurposes(context),
  ]);
  await saveSetup(store, { contacts, companies }, purposes);
  const staffConflicts = await checkConflicts(context);
  const problems = [...problem, ...staffConflicts, ...policyProblems(policy, purposes ?? [], { contacts, companies })];
  await session.checkpoint(() => ({ timeZone, problems }));
  return true;
};

/** Only says when the daily quota begins anew: without it a run that has used it up asks again every hour. */
async function readTimeZone({ hubspot }: SliceContext): Promise<string | null> {
  try {
    return (await readAccount(hubspot)).timeZone;
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

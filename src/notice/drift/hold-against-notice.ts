import { decisionTime, type SliceContext } from '../../facts/context.ts';
import { readAccount } from '../../hubspot/account.ts';
import { readPropertyDefinitions } from '../../hubspot/property-definitions.ts';
import { countFound } from '../../hubspot/search.ts';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import { formatInstant } from '../../register/instant.ts';
import { spentBy } from './budget.ts';
import { orFailure } from './count.ts';
import { hostingOf } from './hosting.ts';
import type { DriftRow, Engagements, Watched } from './row.ts';
import { comparedOf, lacking, undeclared } from './undeclared.ts';

const KINDS = ['contacts', 'companies'] as const;

/**
 * Reads what the account has: definitions of properties (three requests for each of two objects), where it is hosted (one), and how
 * many engagements there are of each kind that the policy does not name (a search each). Counts of properties are taken over from
 * the comparison before. Throws `HubSpotError`.
 */
export async function holdAgainstNotice(context: SliceContext, before: DriftRow | undefined): Promise<DriftRow> {
  const { hubspot, policy, session } = context;
  const now = decisionTime(context);
  const { runId } = session.run;
  const known = new Map(before?.watched.map((one) => [`${one.object} ${one.name}`, one]));
  const watched: Watched[] = [];
  const missing: DriftRow['lacking'] = [];
  const unlisted: DriftRow['unlisted'] = [];
  for (const object of KINDS) {
    const definitions = await readPropertyDefinitions(hubspot, object);
    for (const { name, sensitivity } of undeclared(object, definitions.properties, policy)) {
      const { count = null, failure = null, triedAt = null } = known.get(`${object} ${name}`) ?? {};
      watched.push({ object, name, sensitivity, count, failure, triedAt });
    }
    for (const name of lacking(object, definitions.properties, policy)) missing.push({ object, name });
    for (const sensitivity of definitions.unlisted) unlisted.push({ object, sensitivity });
  }
  const engagements = await countIgnored(context, formatInstant(now));
  const location = await orFailure(readAccount(hubspot));
  return {
    runId,
    comparedAt: formatInstant(now),
    policy: comparedOf(policy),
    watched,
    lacking: missing,
    engagements,
    hosting: hostingOf('failure' in location ? undefined : location.hostingLocation, policy),
    unlisted,
    spent: spentBy(before?.spent ?? [], runId, now, engagements.length),
    failed: null,
  };
}

async function countIgnored({ hubspot, policy, session }: SliceContext, at: string): Promise<Engagements[]> {
  const ignored = ACTIVITY_TYPES.filter((type) => policy.serviceContacts[type] === undefined);
  const counted: Engagements[] = [];
  for (const type of ignored) {
    const result = await orFailure(countFound(hubspot, { type, groups: [] }).then((records) => ({ records })));
    if ('failure' in result) counted.push({ type, count: null, failure: result.failure });
    else counted.push({ type, count: { records: result.records, at, runId: session.run.runId }, failure: null });
  }
  return counted;
}

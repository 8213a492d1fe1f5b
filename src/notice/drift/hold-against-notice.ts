import { decisionTime, type SliceContext } from '../../facts/context.ts';
import { readAccount } from '../../hubspot/account.ts';
import { readPropertyDefinitions } from '../../hubspot/property-definitions.ts';
import { countFound } from '../../hubspot/search.ts';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import { formatInstant } from '../../register/instant.ts';
import { searchesLeft, spentBy } from './budget.ts';
import { orFailure } from './count.ts';
import { hostingOf } from './hosting.ts';
import type { DriftRow, Engagements, Watched } from './row.ts';
import { comparedOf, lacking, undeclared, unseen } from './undeclared.ts';

const KINDS = ['contacts', 'companies'] as const;

/**
 * Reads what the account has: definitions of properties (three requests for each of two objects), where it is hosted (one), and how
 * many engagements there are of each kind that the policy does not name (a search each, while the week has any left). Counts of
 * properties are taken over from the comparison before. Throws `HubSpotError`.
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
    watched.push(...unseen(object, before?.watched ?? [], definitions.unlisted, policy));
    for (const name of lacking(object, definitions.properties, policy)) missing.push({ object, name });
    for (const sensitivity of definitions.unlisted) unlisted.push({ object, sensitivity });
  }
  const spent = before?.spent ?? [];
  const { engagements, searches } = await countIgnored(context, {
    at: formatInstant(now),
    left: searchesLeft(spent, runId, now),
    before: before?.engagements ?? [],
  });
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
    spent: spentBy(spent, runId, now, searches),
    failed: null,
  };
}

interface Counting {
  readonly at: string;
  /** Searches that may be made. */
  readonly left: number;
  readonly before: readonly Engagements[];
}

/** Kinds of engagement that the policy does not name; what may not be counted any more keeps the number that it had. */
async function countIgnored({ hubspot, policy, session }: SliceContext, { at, left, before }: Counting) {
  const ignored = ACTIVITY_TYPES.filter((type) => policy.serviceContacts[type] === undefined);
  const engagements: Engagements[] = [];
  for (const [place, type] of ignored.entries()) {
    if (place >= left) {
      engagements.push(before.find((one) => one.type === type) ?? { type, count: null, failure: null });
      continue;
    }
    const result = await orFailure(countFound(hubspot, { type, groups: [] }).then((records) => ({ records })));
    if ('failure' in result) engagements.push({ type, count: null, failure: result.failure });
    else engagements.push({ type, count: { records: result.records, at, runId: session.run.runId }, failure: null });
  }
  return { engagements, searches: Math.min(ignored.length, left) };
}

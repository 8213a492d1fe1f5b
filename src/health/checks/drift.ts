import { driftIn } from '../../notice/drift/report.ts';
import { type Check, checkOf, type Problem } from '../check.ts';
import type { DriftFacts, HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

/** So many properties are named; GET /api/notice/drift has them all. */
const MOST_NAMED = 20;

const COMPARE = 'See GET /api/notice/drift, and start a run over everything when it is mended.';

/** Whether the account holds what the notice says, as the last reconcile found it. */
export function checkDrift({ drift }: Pick<HealthFacts, 'drift'>): Check {
  if (!drift.known) return unread('drift', 'The comparison with the notice', drift);
  if (drift.value === undefined) return checkOf('drift', [], { comparedAt: null });
  const { comparedAt } = drift.value;
  const { undeclared, uncounted } = driftIn(drift.value);
  const named = undeclared.map(({ object, property }) => `${object}.${property}`);
  const facts = {
    comparedAt,
    undeclared: undeclared.length,
    properties: named.slice(0, MOST_NAMED),
    uncounted: uncounted.length,
  };
  return checkOf(
    'drift',
    [...undeclaredProblems(named), ...hostingProblems(drift.value), ...refusals(drift.value), ...failures(drift.value)],
    facts,
  );
}

function undeclaredProblems(named: readonly string[]): Problem[] {
  if (named.length === 0) return [];
  const more = named.length > MOST_NAMED ? ' and others' : '';
  const reason = `HubSpot holds data that no category of the notice (§6) mentions: ${named.slice(0, MOST_NAMED).join(', ')}${more}.`;
  const action = `Name each in a category of the policy file, with the notice to match, or remove the data. ${COMPARE}`;
  return [{ status: 'degraded', reason, action }];
}

function hostingProblems({ hosting: { location, agrees } }: DriftFacts): Problem[] {
  if (agrees !== false) return [];
  const reason = `HubSpot keeps the data outside the EEA (${location}), and the policy names no ground for that (§9, Art. 13(1)(f)).`;
  const action = 'Name the mechanism of HubSpot among the processors of the policy file, and say so in the notice.';
  return [{ status: 'degraded', reason, action }];
}

/** What was not counted is not known to be empty. */
function refusals({ watched }: DriftFacts): Problem[] {
  const refused = watched.filter(({ failure }) => failure !== null);
  const [first] = refused;
  if (first === undefined) return [];
  const reason = `HubSpot would not count how many records hold a value of ${refused.length} properties, ${first.object}.${first.name} among them (${first.failure}).`;
  const action = 'The next reconcile tries again; where it stays so, the token may lack the scope of sensitive data.';
  return [{ status: 'degraded', reason, action }];
}

function failures({ failed }: DriftFacts): Problem[] {
  if (failed === null) return [];
  const reason = `HubSpot could not be compared with the notice at ${failed.at} (${failed.reason}).`;
  return [{ status: 'degraded', reason, action: 'The next reconcile tries again.' }];
}

import type { TableClient } from '@azure/data-tables';
import { listEvents } from '../audit/query/list-events.ts';
import type { AuditTrail } from '../audit/trail.ts';
import type { Policy } from '../policy/schema.ts';
import { changedSections, type PolicyMemory, type PolicyRow, printOf } from '../remembered/policy-row.ts';
import type { RunSession } from '../runs/session.ts';

/** Under which all changes of the policy stand in the trail. */
const SUBJECT = 'policy:notice';
/** A run notices very few changes, each of them once. */
const MOST_EVENTS = 10;

/** What recording a change of the policy needs. */
interface Noting {
  readonly policy: Policy;
  readonly policyRow: Pick<PolicyRow, 'read' | 'write'>;
  readonly audit: Pick<AuditTrail, 'record'>;
  readonly storage: { readonly audit: TableClient };
}

/**
 * Records that the policy is another than that of the runs before (Art. 5(2)): once for each change, whoever deployed it. What a run is
 * about to record it remembers first, so that the next one records it where a crash came in between, and does not where it came
 * after. The first run has nothing to compare with: it only remembers.
 */
export async function notePolicy(noting: Noting, session: Pick<RunSession, 'run' | 'assertOurs'>): Promise<void> {
  const { policy, policyRow } = noting;
  const print = printOf(policy);
  const held = await policyRow.read();
  if (held === undefined) return policyRow.write({ ...print, pending: null });
  const known = await settled(noting, session, held);
  if (known.digest === print.digest) return;
  const { runId, actor } = session.run;
  const noticed = { ...known, pending: { ...print, runId, actor } };
  session.assertOurs();
  await policyRow.write(noticed);
  await settled(noting, session, noticed);
}

/** What is known once a change that was noticed is in the trail. */
async function settled(
  { audit, storage, policyRow }: Noting,
  session: Pick<RunSession, 'assertOurs'>,
  memory: PolicyMemory,
): Promise<PolicyMemory> {
  const { pending } = memory;
  if (pending === null) return memory;
  const { runId, actor, ...print } = pending;
  const sections = changedSections(memory, print);
  const cause = `digest=${print.digest} before=${memory.digest} sections=${sections.join(',')}`;
  const { events } = await listEvents(storage.audit, { subject: SUBJECT, runId }, MOST_EVENTS);
  session.assertOurs();
  if (!events.some((event) => event.cause === cause))
    await audit.record([{ action: 'policy_changed', subject: SUBJECT, cause }], { runId, actor });
  const known = { ...print, pending: null };
  await policyRow.write(known);
  return known;
}

import type { TableClient } from '@azure/data-tables';
import { listEvents } from '../audit/query/list-events.ts';
import type { AuditTrail } from '../audit/trail.ts';
import type { Policy } from '../policy/schema.ts';
import {
  changedSections,
  type PolicyMemory,
  type PolicyPrint,
  type PolicyRow,
  printOf,
} from '../remembered/policy-row.ts';
import type { RunSession } from '../runs/session.ts';

/** Under which all changes of the policy stand in the trail. */
const SUBJECT = 'policy:notice';
/** A run notices very few changes. */
const MOST_EVENTS = 100;

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
  const recordedBefore = await timesRecorded(noting, runId, causeOf(known, print));
  const noticed = { ...known, pending: { ...print, runId, actor, recordedBefore } };
  session.assertOurs();
  await policyRow.write(noticed);
  await settled(noting, session, noticed);
}

/** What is known once a change that was noticed is in the trail. */
async function settled(
  noting: Noting,
  session: Pick<RunSession, 'assertOurs'>,
  memory: PolicyMemory,
): Promise<PolicyMemory> {
  const { pending } = memory;
  if (pending === null) return memory;
  const { runId, actor, recordedBefore, ...print } = pending;
  const cause = causeOf(memory, print);
  const isRecorded = (await timesRecorded(noting, runId, cause)) > recordedBefore;
  session.assertOurs();
  if (!isRecorded) await noting.audit.record([{ action: 'policy_changed', subject: SUBJECT, cause }], { runId, actor });
  const known = { ...print, pending: null };
  await noting.policyRow.write(known);
  return known;
}

function causeOf(before: PolicyPrint, after: PolicyPrint): string {
  return `digest=${after.digest} before=${before.digest} sections=${changedSections(before, after).join(',')}`;
}

/** How often a run has recorded a change. */
async function timesRecorded({ storage }: Pick<Noting, 'storage'>, runId: string, cause: string): Promise<number> {
  const { events } = await listEvents(storage.audit, { subject: SUBJECT, runId }, MOST_EVENTS);
  return events.filter((event) => event.cause === cause).length;
}

import { DateTime } from 'luxon';
import { PruneRefusedError } from '../audit/prune/errors.ts';
import { decisionTime, type SliceContext } from '../facts/context.ts';
import { type Place, readRecord } from '../hubspot/records.ts';
import { formatInstant } from '../register/instant.ts';
import { recordOf } from '../register/record.ts';

/**
 * Prunes the events of contacts that were erased longer ago than the policy keeps them (`audit.keepYears`), and what else is kept of
 * erased people for as long: the hashes of their addresses, and who came back. Who was merged or
 * archived only, or came back, is not erased: HubSpot is asked once more, about each. What the time does not allow waits for
 * the next reconcile.
 */
export async function pruneErased(context: SliceContext): Promise<void> {
  const { hubspot, policy, pruner, session, timeIsUp, erasedAddresses, returns } = context;
  const { runId, actor } = session.run;
  const now = DateTime.fromMillis(decisionTime(context), { zone: policy.timeZone });
  const until = formatInstant(now.minus({ years: policy.audit.keepYears }).toMillis());
  const problems = new Set<string>();
  session.assertOurs();
  await erasedAddresses.prune(until);
  await returns.prune(until);
  for await (const gone of pruner.goneBefore(until)) {
    if (timeIsUp()) break;
    const record = recordOf(gone.subject);
    if (record === undefined) continue;
    const isIn = async (place: Place) => (await readRecord(hubspot, record.kind, record.id, [], place)) !== undefined;
    if ((await isIn('live')) || (await isIn('bin'))) continue;
    session.assertOurs();
    try {
      await pruner.prune(gone, { runId, actor });
    } catch (error) {
      if (!(error instanceof PruneRefusedError)) throw error;
      problems.add(error.message);
    }
  }
  session.say(...problems);
}

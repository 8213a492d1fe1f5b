import { decisionTime, type Phase, type SliceContext } from '../../facts/context.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { formatInstant } from '../../register/instant.ts';
import { inTurn, searchesLeft, spentBy } from './budget.ts';
import { countBatch, mostSearches, nextBatch } from './count.ts';
import { holdAgainstNotice } from './hold-against-notice.ts';
import type { DriftRow, KeptDrift, Watched } from './row.ts';
import { comparedOf } from './undeclared.ts';

/** So many failures in a row and HubSpot is left alone until the next reconcile. */
const MOST_FAILURES = 3;
/** What was counted is kept after so many searches. */
const KEPT_AFTER = 20;

/**
 * The last step of a reconcile: holds what the account has against what the notice says (§6, §9). The reconcile has done its work by
 * then, so a HubSpot that does not answer does not fail it: that is kept, and said. A dry run compares nothing.
 */
export function compareWithNotice(kept: () => KeptDrift): Phase {
  return async (context) => {
    const { session } = context;
    if (session.run.dryRun) return true;
    const before = await kept().read();
    try {
      const isBegun = before?.runId === session.run.runId;
      const row = isBegun ? before : await holdAgainstNotice(context, before);
      if (!isBegun) await kept().write(row);
      return await countAll(context, kept(), row);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const now = decisionTime(context);
      const failed = { at: formatInstant(now), runId: session.run.runId, reason: error.reason };
      const row = (await kept().read()) ?? nothing(context);
      await kept().write({ ...row, failed });
      return true;
    }
  };
}

/** Counts what is in turn, as far as the budget goes; `false` when the time is up before. */
async function countAll(context: SliceContext, kept: KeptDrift, begun: DriftRow): Promise<boolean> {
  const { hubspot, session } = context;
  const { runId } = session.run;
  const now = decisionTime(context);
  const triedAt = formatInstant(now);
  let row = begun;
  let turn = inTurn(row.watched, runId);
  let searches = 0;
  let failures = 0;
  const left = searchesLeft(row.spent, runId, now);
  const keep = async () => {
    session.assertOurs();
    row = { ...row, spent: spentBy(row.spent, runId, now, searches) };
    searches = 0;
    await kept.write(row);
  };
  let used = 0;
  for (;;) {
    const batch = nextBatch(turn);
    const [first] = batch;
    if (first === undefined || used + mostSearches(batch) > left || failures >= MOST_FAILURES) break;
    const { counted, searches: made } = await countBatch(hubspot, first.object, batch).catch(async (error) => {
      if (!(error instanceof HubSpotError)) throw error;
      // HubSpot cannot be asked at all: what was counted, and what that cost, is kept.
      searches += mostSearches(batch);
      await keep();
      throw error;
    });
    searches += made;
    used += made;
    turn = turn.filter((one) => !batch.includes(one));
    const watched = row.watched.map((one): Watched => {
      const result = counted.get(one);
      if (result === undefined) return one;
      if ('failure' in result) return { ...one, failure: result.failure, triedAt };
      return { ...one, failure: null, triedAt, count: { records: result.records, at: triedAt, runId } };
    });
    row = { ...row, watched };
    failures = [...counted.values()].every((one) => 'failure' in one) ? failures + 1 : 0;
    if (searches < KEPT_AFTER) continue;
    await keep();
    await session.checkpoint(() => ({}));
    if (context.timeIsUp()) return false;
  }
  await keep();
  return true;
}

/** What there is to keep when the very first comparison fails. */
function nothing(context: SliceContext): DriftRow {
  return {
    runId: null,
    comparedAt: null,
    policy: comparedOf(context.policy),
    watched: [],
    lacking: [],
    engagements: [],
    hosting: { location: null, agrees: null },
    unlisted: [],
    spent: [],
    failed: null,
  };
}

import { DateTime } from 'luxon';
import type { SliceContext } from '../../facts/context.ts';
import { formatInstant } from '../../register/instant.ts';
import { forgetInRuns } from '../../runs/forget-in-runs.ts';
import { groupsOf } from './groups-of.ts';
import { isGone } from './item.ts';
import type { ErasureList } from './list.ts';
import { leftOf, PeopleDigest, saidOf } from './people-digest.ts';
import { subjectOfList } from './subject.ts';
import { tellRequest } from './tell-request.ts';
import { type ErasureTools, type ListPhase, moveList } from './tools.ts';

/** After so many days it is looked whether everybody is still gone: when HubSpot has purged contacts, and what was archived. */
const LATER_CHECKS = [30, 90];

const WRITTEN_TOGETHER = 500;

/** Ends a list when everybody on it is done with; with somebody whose fate nobody knows yet, another run goes on. */
export function concludeExecution(tools: ErasureTools): ListPhase {
  return async (context, list) => {
    const counts: ErasureList['counts'] = {};
    let leftOut = 0;
    const erased = new Set<string>();
    const digest = new PeopleDigest();
    for await (const item of tools.stores.items.all(list.id)) {
      digest.add(saidOf(item));
      const { status, finishedAt } = item;
      counts[status] = (counts[status] ?? 0) + 1;
      if (isGone(item)) for (const id of [item.contactId, ...item.facts.merged]) erased.add(id);
      // Whoever was left out before the approval was not approved, and is not missing now.
      if (finishedAt !== null && !isGone(item)) leftOut += 1;
    }
    if ((counts.proposed ?? 0) > 0) {
      await moveList(tools, context, {
        counts,
        problem: 'What became of some people is not known: a sync looks again.',
      });
      return true;
    }
    // Before the list ends, for what a crash leaves out is done again.
    await tellRequest(tools, context, list, true);
    const state = leftOut === 0 ? 'completed' : 'partly_completed';
    await forgetInRuns(context, erased);
    await recordEnded(context, list.id, [`state=${state}`, `people=${digest.hex}`], counts);
    await keepLeft(tools, context, list.id);
    const finishedAt = context.now();
    const laterChecks = (counts.done ?? 0) + (counts.gone_already ?? 0) === 0 ? [] : laterChecksOf(context, finishedAt);
    await moveList(tools, context, {
      state,
      counts,
      finishedAt: formatInstant(finishedAt),
      laterChecks,
      problem: null,
    });
    return true;
  };
}

/** Of people who are gone only engagements that were left stay on the list, to be named for a human: the trail has the rest. */
async function keepLeft({ stores: { items } }: ErasureTools, { session }: SliceContext, id: string): Promise<void> {
  for await (const group of groupsOf(items.all(id), WRITTEN_TOGETHER, isGone)) {
    session.assertOurs();
    await items.put(
      id,
      group.map((item) => ({ ...item, engagements: leftOf(item) })),
    );
  }
  await items.forgetEngagements(id, isGone);
}

function laterChecksOf({ policy }: SliceContext, from: number): ErasureList['laterChecks'] {
  const local = DateTime.fromMillis(from, { zone: policy.timeZone });
  return LATER_CHECKS.map((days) => {
    const dueOn = local.plus({ days }).toFormat('yyyy-MM-dd');
    return { days, dueOn, at: null, result: null, found: [], foundCount: 0, goneAt: null };
  });
}

async function recordEnded(
  { audit, session }: SliceContext,
  id: string,
  said: readonly string[],
  counts: ErasureList['counts'],
): Promise<void> {
  const { runId, actor } = session.run;
  const told = Object.entries(counts).map(([status, count]) => `${status}=${count}`);
  const cause = [...said, ...told.sort()].join(' ');
  await audit.record([{ action: 'erasure_ended', subject: subjectOfList(id), cause }], { runId, actor });
}

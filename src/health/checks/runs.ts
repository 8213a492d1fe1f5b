import type { Policy } from '../../policy/schema.ts';
import { formatInstant } from '../../register/instant.ts';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import type { Run } from '../../runs/run.ts';
import { undoneProblem, undoneShare } from '../../runs/undone.ts';
import { type Check, checkOf, type Problem } from '../check.ts';
import { WORK, type Work } from '../work.ts';

const DAY = 86_400_000;
/** So many failures in a row are no passing trouble. */
const MANY_FAILURES = 3;
const MOST_PROBLEMS = 3;

interface WorkFacts {
  readonly undone: Policy['undone'];
  readonly work: Work;
  readonly now: number;
  /** The latest runs that did this work, newest first. */
  readonly runs: readonly Run[];
  /** Since when it should have been done (ms). */
  readonly limit: number;
  readonly inUseForADay: boolean;
  /** For the sync: the instant from which changes have not been looked at. */
  readonly seenUntil: number | undefined;
}

/**
 * Whether work is done in time and without trouble. Syncs that fail, or are not done for a day, are a failure, and so is a run
 * that could not decide or write a large share of its records.
 */
export function checkWork(facts: WorkFacts): Check {
  const { work, runs, now, seenUntil } = facts;
  const [last] = runs;
  const doneAt = runs.find(({ status }) => status === 'succeeded')?.finishedAt ?? undefined;
  const age = doneAt === undefined ? undefined : Math.round((now - Date.parse(doneAt)) / 60_000);
  const late = lateness(facts, doneAt);
  const problems = [
    ...late,
    ...failures(facts),
    ...(late.length > 0 ? [] : stuck(facts)),
    ...troubles(last, facts.undone),
  ];
  return checkOf(work, problems, {
    lastRun: last && { runId: last.runId, scope: last.scope, status: last.status, finishedAt: last.finishedAt },
    contacts: last && { failed: last.contacts.failed, unknown: last.contacts.unknown },
    succeededAt: doneAt,
    ageMinutes: age,
    changesSeenUntil: seenUntil === undefined ? undefined : formatInstant(seenUntil),
  });
}

function lateness({ work, limit, now, inUseForADay }: WorkFacts, doneAt: string | undefined): Problem[] {
  const { name } = WORK[work];
  const severity = (forADay: boolean) => (work === 'sync' && forADay ? 'failed' : 'degraded');
  if (doneAt === undefined) {
    const action = 'Wait for the timer, or start a run with POST /api/resync and follow it.';
    return [{ status: severity(inUseForADay), reason: `No ${name} has succeeded lately.`, action }];
  }
  const done = Date.parse(doneAt);
  if (done >= limit) return [];
  const reason = `The last ${name} that succeeded ended at ${doneAt}: two are overdue.`;
  const action =
    'Look at GET /api/runs for a run in progress or waiting, and at the logs of the timer and of runSlice.';
  return [{ status: severity(done < now - DAY), reason, action }];
}

function failures({ work, runs }: WorkFacts): Problem[] {
  const succeeded = runs.findIndex(({ status }) => status === 'succeeded');
  const count = succeeded === -1 ? runs.length : succeeded;
  if (count === 0) return [];
  const status = work === 'sync' && count >= MANY_FAILURES ? 'failed' : 'degraded';
  const which = count === 1 ? 'The last run has failed' : `The last ${count} runs have failed`;
  const why = runs[0]?.error?.message ?? 'its reason was not kept.';
  return [{ status, reason: `${which}: ${why}`, action: 'Mend the reason; the next timer tries again.' }];
}

/** Syncs that succeed without moving on look at the same changes again and again, and at more each time. */
function stuck({ seenUntil, limit }: WorkFacts): Problem[] {
  if (seenUntil === undefined || seenUntil >= limit) return [];
  const reason = `Syncs succeed but do not get beyond ${formatInstant(seenUntil)}.`;
  return [
    { status: 'degraded', reason, action: 'Mend what the last sync reports, such as unreadable subscription types.' },
  ];
}

function troubles(last: Run | undefined, undone: Policy['undone']): Problem[] {
  if (last === undefined) return [];
  const grave = RECORD_KINDS.flatMap((kind) => (isGrave(last, kind, undone) ? (undoneProblem(last, kind) ?? []) : []));
  const others = last.problems.filter((problem) => !grave.includes(problem));
  const more = others.length - MOST_PROBLEMS;
  const shown = [...others.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`And ${more} more.`] : [])];
  const action = `See GET /api/runs/${last.runId} for all that the last run reports.`;
  return [
    ...grave.map((reason) => ({ status: 'failed', reason, action }) as const),
    ...shown.map((reason) => ({ status: 'degraded', reason, action }) as const),
  ];
}

/** A run over some records may have looked at one only: one record is no share of anything, and stays degraded. */
const LEAST_OF_SOME = 2;

function isGrave(run: Run, kind: RecordKind, { failedFromPercent }: Policy['undone']): boolean {
  const enough = run.scope === 'all' || run.undone[kind].records >= LEAST_OF_SOME;
  return run.undone[kind].records > 0 && enough && undoneShare(run, kind) * 100 >= failedFromPercent;
}

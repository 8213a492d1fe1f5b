import type { Instant } from '../register/instant.ts';
import type { Failure } from '../runs/ledger.ts';
import { progressOf } from '../runs/progress.ts';
import type { Run } from '../runs/run.ts';
import type { RunAnswer, RunSummary } from './schemas/run.ts';

/** Failures named in one answer at the most; the counts are always complete. */
export const MOST_FAILURES = 1_000;

/** A run as `GET /api/runs` lists it at `now`: all but what may be long. */
export function runSummary(run: Run, now: Instant): RunSummary {
  const { runId, scope, trigger, dryRun, status, phase, queuedAt, startedAt, finishedAt } = run;
  return {
    ...{ runId, scope, trigger, dryRun, status, phase, queuedAt, startedAt, finishedAt },
    ...progressOf(run, now),
    contacts: run.contacts,
    companies: run.companies,
    requests: run.requests,
    problems: [...run.notes, ...run.problems],
    error: run.error,
  };
}

/** A run as `GET /api/runs/{runId}` shows it at `now` (contract §5). */
export function runAnswer(run: Run, failures: readonly Failure[], now: Instant): RunAnswer {
  return {
    ...runSummary(run, now),
    failures: failures.flatMap(({ kind, id, reason }) => (kind in FAILURES ? [{ ...named(kind, id), reason }] : [])),
    notices: failures.flatMap(({ kind, id, reason }) => (kind in FAILURES ? [] : [{ ...named(kind, id), reason }])),
  };
}

const FAILURES = { contacts: true, companies: true };

function named(kind: Failure['kind'], id: string) {
  return kind === 'contacts' || kind === 'notice' ? { contactId: id } : { companyId: id };
}

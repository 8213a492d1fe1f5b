import type { Instant } from '../register/instant.ts';
import { progressOf } from '../runs/progress.ts';
import type { Report } from '../runs/reports.ts';
import type { Run } from '../runs/run.ts';
import { recordId } from './record-id.ts';
import type { RunAnswer, RunSummary } from './schemas/run.ts';

/** Failures, and notices, named in one answer at the most; the counts are always complete. */
export const MOST_REPORTS = 1_000;

/** A run as `GET /api/runs` lists it at `now`: all but what may be long. */
export function runSummary(run: Run, now: Instant): RunSummary {
  const { runId, scope, erasure, copy, trigger, dryRun, status, phase, queuedAt, startedAt, finishedAt } = run;
  return {
    runId,
    scope,
    trigger,
    dryRun,
    status,
    phase,
    queuedAt,
    startedAt,
    finishedAt,
    ...(erasure && { erasure }),
    ...(copy && { copy }),
    ...progressOf(run, now),
    contacts: run.contacts,
    companies: run.companies,
    requests: run.requests,
    problems: [...run.notes, ...run.problems],
    error: run.error,
  };
}

/** A run as `GET /api/runs/{runId}` shows it at `now`. */
export function runAnswer(run: Run, reports: readonly Report[], now: Instant): RunAnswer {
  const shown = (wanted: Report['severity']) =>
    reports.flatMap(({ severity, reason, ...record }) =>
      severity === wanted ? [{ ...recordId(record), reason }] : [],
    );
  return { ...runSummary(run, now), failures: shown('failure'), notices: shown('notice') };
}

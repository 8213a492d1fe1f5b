import type { RunAnswer } from '../../src/http/schemas/run.ts';
import { hasEnded } from '../start/run-view.ts';
import { runTables } from '../start/tables.ts';
import { EXIT, type ExitStatus } from './errors.ts';
import { plain } from './plain.ts';

/** A run in words: how it is, and what came of it. */
export function runWords(run: RunAnswer): string {
  const { runId, status, scope, dryRun, phase, progress, expectedFinishAt, error } = run;
  const what = `Run ${runId} over ${scope}${dryRun ? ' (dry)' : ''}`;
  const done = progress === null ? '' : `, ${Math.floor(progress * 100)} % done`;
  const finish = expectedFinishAt === null ? '' : `, expected to end at ${expectedFinishAt}`;
  const how = hasEnded(run) ? `has ${endings[status]}` : `is ${status} (phase ${phase}${done}${finish})`;
  const why = error === null ? [] : [plain(error.message)];
  return [`${what} ${how}.`, ...why, '', runTables(run, tookMs(run))].join('\n');
}

const endings: Readonly<Record<RunAnswer['status'], string>> = {
  queued: 'not begun',
  running: 'not ended',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'been cancelled',
};

function tookMs({ startedAt, finishedAt }: RunAnswer): number | undefined {
  return startedAt === null || finishedAt === null ? undefined : Date.parse(finishedAt) - Date.parse(startedAt);
}

/** What a run earns: one that goes on has not failed. */
export function exitOf({ status }: Pick<RunAnswer, 'status'>): ExitStatus {
  return status === 'failed' || status === 'cancelled' ? EXIT.failed : EXIT.well;
}

import { z } from 'zod';
import type { RowMacs } from '../storage/row-macs.ts';
import { type Run, runSchema, SCOPES } from './run.ts';

/** A run as it was read, with the ETag that a later save must find unchanged. */
export interface StoredRun {
  readonly run: Run;
  readonly etag: string;
}

/** The partition of all runs. Rows of runs begin with a digit, all others with a letter. */
export const RUNS = 'runs';

/** The row that names the run whose turn it is. */
export const ACTIVE = 'active';

/** The row that is replaced by every run that joins the line over HTTP; just before those that wait. */
export const LINE = 'line';

export const WAITING_ROWS = { from: 'waiting|', to: 'waiting|~' } as const;

/** A run that waits for its turn. */
export const waitingRow = (runId: string): string => `${WAITING_ROWS.from}${runId}`;

/** Says that a run is to stop; only for one that has begun. */
export const cancelRow = (runId: string): string => `cancel|${runId}`;

const RUN_ID = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/;

export const isRunId = (text: string): boolean => RUN_ID.test(text);

const rowSchema = z.looseObject({ rowKey: z.string(), record: z.string(), etag: z.string() });

/** Names a run that waits or has its turn, and what it looks at. */
export const namingSchema = z.object({
  runId: z.string(),
  scope: z.enum(SCOPES),
  dryRun: z.boolean(),
  forRequests: z.boolean().default(false),
});

export const activeSchema = namingSchema.extend({ etag: z.string() });

/** Newest first: the digits of the id are turned round. */
export function rowKeyOf(runId: string): string {
  return runId.replace(/^[\dTZ]+/, (time) => time.replace(/\d/g, (digit) => String(9 - Number(digit))));
}

export function rowOf(run: Run, macs: RowMacs) {
  const { runId, scope, trigger, status, phase, queuedAt } = run;
  const shown = { runId, scope, trigger, status, phase, queuedAt };
  const [rowKey, record] = [rowKeyOf(runId), JSON.stringify(run)];
  return { partitionKey: RUNS, rowKey, ...shown, record, ...macs.proofOf(proofName(rowKey), record) };
}

/** Why a run has failed whose row somebody else wrote. */
export const FOREIGN = 'foreign_rows';

/** The run of a row; one that somebody else wrote has failed, for it could lead anywhere. */
export function storedRun(row: unknown, macs: RowMacs): StoredRun {
  const { rowKey, record, etag, ...columns } = rowSchema.parse(row);
  const run = runSchema.parse(JSON.parse(record));
  return { run: macs.verifies(proofName(rowKey), record, columns) ? run : changedRun(run), etag };
}

function changedRun(run: Run): Run {
  const message = 'The row of this run was not written by this program: find out who can write the table of runs.';
  const finishedAt = run.finishedAt ?? run.queuedAt;
  return { ...run, status: 'failed', phase: 'finished', finishedAt, error: { code: FOREIGN, message } };
}

function proofName(rowKey: string): string {
  return `runs/${rowKey}`;
}

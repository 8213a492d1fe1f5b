import { z } from 'zod';
import { isRunId } from '../sync/ledger-rows.ts';

const MOST_RUNS = 100;
const DEFAULT_RUNS = 20;

const limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, `must be a whole number from 1 to ${MOST_RUNS}`)
  .transform(Number)
  .refine((number) => number <= MOST_RUNS, `must be a whole number from 1 to ${MOST_RUNS}`)
  .default(DEFAULT_RUNS);

/** The id of the last run of a page. Callers need not know, and can name no other rows with it. */
const continuation = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the continuation of an earlier answer')
  .transform((text) => Buffer.from(text, 'base64url').toString('latin1'))
  .refine(isRunId, 'must be the continuation of an earlier answer');

/** Query of `GET /api/runs`. */
export const runsQuerySchema = z.strictObject({ limit, continuation: continuation.optional() });

/** Leads to the runs before this one. */
export function continuationAfter(runId: string): string {
  return Buffer.from(runId, 'latin1').toString('base64url');
}

import { z } from 'zod';
import { isRunId } from '../runs/ledger-rows.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_RUNS = 100;
const DEFAULT_RUNS = 20;

const limit = wholeNumber(MOST_RUNS, DEFAULT_RUNS).describe('How many runs.');

/** The id of the last run of a page. Callers need not know, and can name no other rows with it. */
const continuation = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the continuation of an earlier answer')
  .transform((text) => Buffer.from(text, 'base64url').toString('latin1'))
  .refine(isRunId, 'must be the continuation of an earlier answer')
  .describe('From an earlier answer: leads to the runs before those.');

/** Query of `GET /api/runs`. */
export const runsQuerySchema = z.strictObject({ limit, continuation: continuation.optional() });

/** Leads to the runs before this one. */
export function continuationAfter(runId: string): string {
  return Buffer.from(runId, 'latin1').toString('base64url');
}

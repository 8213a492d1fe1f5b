import { z } from 'zod';
import { isRunId } from '../runs/ledger-rows.ts';
import { continuationQuery } from './continuation.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_RUNS = 100;
const DEFAULT_RUNS = 20;

const limit = wholeNumber(MOST_RUNS, DEFAULT_RUNS).describe('How many runs.');

/** The id of the last run of a page. */
const continuation = continuationQuery(isRunId, 'From an earlier answer: leads to the runs before those.');

/** Query of `GET /api/runs`. */
export const runsQuerySchema = z.strictObject({ limit, continuation: continuation.optional() });

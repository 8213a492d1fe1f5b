import type { HttpResponseInit } from '@azure/functions';
import { ChainBrokenError, ChainBusyError, ChainKeyError } from '../audit/errors.ts';
import { QueryTooLargeError } from '../audit/query/errors.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { CopyIncompleteError } from '../rights/copy/errors.ts';
import { CopyError } from '../rights/copy/gather/errors.ts';
import { LineBusyError } from '../runs/line.ts';
import { unavailableStatus } from '../storage/status.ts';
import { TablesClosedError } from '../storage/tables-closed.ts';
import { problem, problemAnswer } from './answers.ts';
import { REQUEST_PROBLEM_TYPES } from './schemas/problem.ts';

const RETRY_SECONDS = 60;
const BUSY_RETRY_SECONDS = 5;
/** The day's quota begins anew at midnight of a time zone that nobody has asked for yet. */
const NEXT_DAY_RETRY_SECONDS = 3_600;

/**
 * Gives what `answer` gives, 503 with Retry-After when HubSpot or storage cannot be used just now, and 409 when a copy is asked for of a
 * contact that is gone or was merged. Any other error is thrown: it is ours.
 */
export async function whenAvailable(answer: () => Promise<HttpResponseInit>): Promise<HttpResponseInit> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof HubSpotError) return unavailable('HubSpot cannot be asked', error.message, retryAfter(error));
    if (error instanceof ChainBusyError || error instanceof LineBusyError)
      return unavailable('Too much at once', 'Others write at the same place just now: try again.', BUSY_RETRY_SECONDS);
    // No repetition mends it: somebody looks for the person in HubSpot first.
    if (error instanceof CopyError && error.code !== 'copy_unread')
      return problemAnswer({
        type: REQUEST_PROBLEM_TYPES.merged_contact,
        title: 'Not now',
        status: 409,
        detail: error.message,
      });
    if (error instanceof CopyError || error instanceof CopyIncompleteError)
      return unavailable('No copy just now', error.message, RETRY_SECONDS);
    // A setting or somebody's doing, which no repetition mends: the message says what to do.
    if (error instanceof ChainKeyError) return unavailable('The audit key was replaced', error.message, RETRY_SECONDS);
    if (error instanceof ChainBrokenError)
      return unavailable('The audit trail is broken', error.message, RETRY_SECONDS);
    if (error instanceof TablesClosedError)
      return unavailable('The tables may not be used', error.message, RETRY_SECONDS);
    if (error instanceof QueryTooLargeError)
      return unavailable('The query takes too much work', error.message, RETRY_SECONDS);
    const status = unavailableStatus(error);
    if (status === undefined) throw error;
    const detail = `Table or Queue Storage cannot be used (${status === 0 ? 'no answer' : `status ${status}`}): try again.`;
    return unavailable('Storage cannot be used', detail, RETRY_SECONDS);
  }
}

function unavailable(title: string, detail: string, seconds: number): HttpResponseInit {
  return problem(503, title, detail, { 'retry-after': String(seconds) });
}

function retryAfter({ code, resumeAfterMs }: HubSpotError): number {
  if (code !== 'resume_later') return RETRY_SECONDS;
  return resumeAfterMs === undefined ? NEXT_DAY_RETRY_SECONDS : Math.ceil(resumeAfterMs / 1_000);
}

import { DateTime } from 'luxon';
import { ChainBrokenError, ChainBusyError } from '../audit/chain.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { RunFailedError } from './context.ts';
import type { Run } from './run.ts';

/** A slice was begun again and again and never came to an end. */
export class SliceDiedError extends Error {
  override readonly name = 'SliceDiedError';
  readonly code = 'slice_died';
}

/** What a failed slice means for its run. */
export type Verdict =
  | { readonly kind: 'again'; readonly notBefore: number; readonly failures: number; readonly reason: RunError }
  | { readonly kind: 'later'; readonly notBefore: number; readonly reason: RunError }
  | { readonly kind: 'fail'; readonly reason: RunError };

export type RunError = NonNullable<Run['error']>;

/** So many failures in a row without any progress fail the run. */
const MOST_FAILURES = 5;
const FIRST_WAIT_MS = 2_000;
const UNKNOWN_ZONE_WAIT_MS = 3_600_000;

/** Decides whether a run is tried again after a failure, goes on later, or has failed. `now` in milliseconds. */
export function verdictOn(error: unknown, run: Run, now: number): Verdict {
  const reason = reasonOf(error);
  if (error instanceof HubSpotError && error.code === 'resume_later' && error.resumeAfterMs === undefined) {
    return { kind: 'later', notBefore: midnightAfter(run, now), reason };
  }
  const final = error instanceof HubSpotError && ['unauthorized', 'forbidden'].includes(error.code);
  const failures = run.failures + 1;
  if (final || FINAL.some((kind) => error instanceof kind) || failures >= MOST_FAILURES)
    return { kind: 'fail', reason };
  // HubSpot may ask to come back much later, but not for ever.
  const asked = error instanceof HubSpotError ? (error.resumeAfterMs ?? 0) : 0;
  const wait = Math.max(asked, FIRST_WAIT_MS * 2 ** run.failures);
  return { kind: 'again', notBefore: now + wait, failures, reason };
}

/** Trying again would end the same way. */
const FINAL = [RunFailedError, SliceDiedError, ChainBrokenError];

/** A minute past the next midnight of the account's time zone, when its daily quota is new. */
function midnightAfter({ timeZone }: Run, now: number): number {
  const local = DateTime.fromMillis(now, { zone: timeZone ?? 'unknown' });
  // The day was spent before the account could be asked for its time zone.
  if (!local.isValid) return now + UNKNOWN_ZONE_WAIT_MS;
  const midnight = local.plus({ days: 1 }).startOf('day');
  return midnight.plus({ minutes: 1 }).toMillis();
}

/** Only our own errors have messages that are free of personal data; of others the kind is named. */
function reasonOf(error: unknown): RunError {
  if (
    error instanceof HubSpotError ||
    error instanceof RunFailedError ||
    error instanceof SliceDiedError ||
    error instanceof ChainBusyError ||
    error instanceof ChainBrokenError
  ) {
    return { code: error.code, message: error.message };
  }
  const kind = error instanceof Error ? error.name : 'unknown error';
  return {
    code: 'unexpected',
    message: `Something unexpected went wrong (${kind}); the log of the function tells more.`,
  };
}

import { DateTime } from 'luxon';
import { HubSpotError } from '../hubspot/errors.ts';
import type { Run } from '../runs/run.ts';
import { SafeError } from '../safe-error.ts';
import { unavailableStatus } from '../storage/status.ts';
import { storageMessage } from '../storage/unavailable.ts';

/** A slice was begun again and again and never came to an end. */
export class SliceDiedError extends SafeError<'slice_died'> {
  override readonly name = 'SliceDiedError';
  override readonly isFinal = true;

  constructor(message: string) {
    super('slice_died', message);
  }
}

/** The messages of a slice came to nothing though it was hardly ever begun: storage failed before it could be. */
export class SliceUnbegunError extends SafeError<'storage_unavailable'> {
  override readonly name = 'SliceUnbegunError';

  constructor() {
    super(STORAGE_UNAVAILABLE, storageMessage(0));
  }
}

/** What a failed slice means for its run. */
export type Verdict =
  | { readonly kind: 'again'; readonly notBefore: number; readonly failures: number; readonly reason: RunError }
  | { readonly kind: 'later'; readonly notBefore: number; readonly reason: RunError }
  | { readonly kind: 'fail'; readonly reason: RunError };

export type RunError = NonNullable<Run['error']>;

/** So many failures in a row without any progress fail the run. */
const MOST_FAILURES = 5;
/** Storage that cannot be used comes back, and nothing is lost by waiting: with these pauses about two hours. */
const MOST_STORAGE_FAILURES = 30;
const FIRST_WAIT_MS = 2_000;
const LONGEST_STORAGE_WAIT_MS = 300_000;
const UNKNOWN_ZONE_WAIT_MS = 3_600_000;
const STORAGE_UNAVAILABLE = 'storage_unavailable';

/** Decides whether a run is tried again after a failure, goes on later, or has failed. `now` in milliseconds. */
export function verdictOn(error: unknown, run: Run, now: number): Verdict {
  const reason = reasonOf(error);
  if (error instanceof HubSpotError && error.code === 'resume_later' && error.resumeAfterMs === undefined) {
    return { kind: 'later', notBefore: midnightAfter(run, now), reason };
  }
  const final = error instanceof HubSpotError && ['unauthorized', 'forbidden'].includes(error.code);
  const failures = run.failures + 1;
  if (final || (error instanceof SafeError && error.isFinal) || failures >= mostFailures(reason, run.error))
    return { kind: 'fail', reason };
  return { kind: 'again', notBefore: now + waitAfter(error, reason, run.failures), failures, reason };
}

/** A failure of another kind right after storage came back is not held against the run for the time that storage took. */
function mostFailures(reason: RunError, before: RunError | null): number {
  const patient = reason.code === STORAGE_UNAVAILABLE || before?.code === STORAGE_UNAVAILABLE;
  return patient ? MOST_STORAGE_FAILURES : MOST_FAILURES;
}

function waitAfter(error: unknown, { code }: RunError, failures: number): number {
  const doubled = FIRST_WAIT_MS * 2 ** failures;
  if (code === STORAGE_UNAVAILABLE) return Math.min(doubled, LONGEST_STORAGE_WAIT_MS);
  // HubSpot may ask to come back much later, but not for ever.
  const asked = error instanceof HubSpotError ? (error.resumeAfterMs ?? 0) : 0;
  return Math.max(asked, Math.min(doubled, LONGEST_STORAGE_WAIT_MS));
}

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
  if (error instanceof SafeError) return { code: error.code, message: error.message };
  const status = unavailableStatus(error);
  if (status !== undefined) return { code: STORAGE_UNAVAILABLE, message: storageMessage(status) };
  const kind = error instanceof Error ? error.name : 'unknown error';
  return {
    code: 'unexpected',
    message: `Something unexpected went wrong (${kind}); the log of the function tells more.`,
  };
}

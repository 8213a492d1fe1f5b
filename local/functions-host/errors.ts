import { SafeError } from '../../src/safe-error.ts';
/** Why the local host could not start an app, or refused to go on. */
export type FunctionsHostErrorCode =
  | 'bad_host_json'
  | 'bad_package_json'
  | 'bad_route'
  | 'bad_schedule'
  | 'duplicate_function'
  | 'late_registration'
  | 'missing_connection'
  | 'missing_setting'
  | 'no_entry_points'
  | 'no_functions'
  | 'stopped'
  | 'unknown_function'
  | 'unsupported';

/** A fault in the app's set-up (or in its use of the host) that no retry mends. */
export class FunctionsHostError extends SafeError<FunctionsHostErrorCode> {
  override readonly name = 'FunctionsHostError';
}

/** `TypeError: x is not a function`: what a log line says about anything that was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

import { SafeError } from '../../src/safe-error.ts';

type PackageErrorCode =
  | ('not_built' | 'not_installed' | 'not_a_file')
  | ('incomplete' | 'too_large' | 'not_run' | 'no_node');

/** The package cannot be made, or is not what it should be; the message says why and what to do. */
export class PackageError extends SafeError<PackageErrorCode> {
  override readonly name = 'PackageError';
}

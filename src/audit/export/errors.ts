import { SafeError } from '../../safe-error.ts';

type ExportErrorCode = 'not_an_export' | 'trail_busy';

/** An export cannot be written or read; the message says why and what to do. */
export class ExportError extends SafeError<ExportErrorCode> {
  override readonly name = 'ExportError';
}

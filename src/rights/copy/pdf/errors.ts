import { SafeError } from '../../../safe-error.ts';

type PdfErrorCode = 'pdf_unavailable' | 'pdf_too_long' | 'pdf_unprintable' | 'pdf_failed';

/** There is no PDF of a copy; the message says why, and what to ask for instead. */
export class PdfError extends SafeError<PdfErrorCode> {
  override readonly name = 'PdfError';
}

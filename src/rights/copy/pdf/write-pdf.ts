import type { CopyParts } from '../parts.ts';
import { PdfError } from './errors.ts';

/** The copy as PDF/UA. */
export async function writePdf(_parts: CopyParts, _timeZone: string): Promise<Uint8Array> {
  throw new PdfError('pdf_unavailable', 'There is no PDF here: ask for text/html.');
}

import type { CopyTask } from '../../runs/run.ts';
import type { Engine } from '../../work/engine.ts';
import type { PersonRequest } from '../requests/request.ts';
import type { CopyParts } from './parts.ts';

/** What copies are made with. */
export interface CopyTools {
  readonly engine: Engine;
  /** Everything that is held of the person of a request, read as it is asked for. */
  readonly partsOf: (request: PersonRequest) => CopyParts;
  /** How the parts are written down, by the form. */
  readonly write: Readonly<Record<CopyTask['format'], (parts: CopyParts) => AsyncIterable<Uint8Array>>>;
  /** The same as PDF: throws `PdfError` where there can be none. */
  readonly writePdf: (parts: CopyParts) => AsyncIterable<Uint8Array>;
}

import type { SearchPosition } from '../../hubspot/search.ts';
import type { Touched } from './touched.ts';

/** What a piece of a search has found, and where the search goes on; `undefined` when it has come to its end. */
export interface FoundPiece {
  readonly touched: Touched;
  readonly next: SearchPosition | undefined;
}

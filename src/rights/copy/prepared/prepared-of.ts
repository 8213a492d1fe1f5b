import type { Engine } from '../../../work/engine.ts';
import { PreparedCopies } from './prepared-copies.ts';

/** Where copies that are prepared are told of. */
export function preparedOf({ storage, rowMacs }: Pick<Engine, 'storage' | 'rowMacs'>): PreparedCopies {
  return new PreparedCopies(storage.requests, rowMacs);
}

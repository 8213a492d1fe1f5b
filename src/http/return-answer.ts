import type { Return } from '../erased/return.ts';
import type { ReturnLine } from './schemas/return.ts';

/** A return as answers show it. */
export function returnLine({ recorded: _, ...shown }: Return): ReturnLine {
  return shown;
}

import { SafeError } from '../safe-error.ts';

/** Nobody can be erased: there is no key for what they leave behind. */
export class NoErasureKeyError extends SafeError<'erasure_key_missing'> {
  override readonly name = 'NoErasureKeyError';
  override readonly isFinal = true;

  constructor() {
    super('erasure_key_missing', 'ERASURE_KEY is not set: set it to a random secret, without which nobody is erased.');
  }
}

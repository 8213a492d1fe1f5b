import { SafeError } from '../../safe-error.ts';

/** The parts of a copy ended before their end: what was made of them must not be given to anybody. */
export class CopyIncompleteError extends SafeError<'copy_incomplete'> {
  override readonly name = 'CopyIncompleteError';

  constructor() {
    super('copy_incomplete', 'The copy broke off before its end: ask for it again.');
  }
}

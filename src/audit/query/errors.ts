import { SafeError } from '../../safe-error.ts';

/** A query would take more work than one answer may; nothing was answered. */
export class QueryTooLargeError extends SafeError<'query_too_large'> {
  override readonly name = 'QueryTooLargeError';

  constructor() {
    super(
      'query_too_large',
      'The query of the audit trail takes too much work for one answer. Ask for less: a contact, a run or a shorter time.',
    );
  }
}

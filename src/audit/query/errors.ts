/** A query would take more work than one answer may; nothing was answered. */
export class QueryTooLargeError extends Error {
  override readonly name = 'QueryTooLargeError';
  readonly code = 'query_too_large';

  constructor() {
    super(
      'The query of the audit trail takes too much work for one answer. Ask for less: a contact, a run or a shorter time.',
    );
  }
}

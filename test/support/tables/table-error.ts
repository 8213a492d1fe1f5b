/** An answer that refuses, as Table Storage words it. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The body of the answer; in a transaction the message begins with the place of the operation that was refused. */
  body(place?: number): string {
    const value = place === undefined ? this.message : `${place}:${this.message}`;
    return JSON.stringify({ 'odata.error': { code: this.code, message: { lang: 'en-US', value } } });
  }
}

export const REFUSALS = {
  tableNotFound: () => new TableError(404, 'TableNotFound', 'The table specified does not exist.'),
  tableExists: () => new TableError(409, 'TableAlreadyExists', 'The table specified already exists.'),
  notFound: () => new TableError(404, 'ResourceNotFound', 'The specified resource does not exist.'),
  exists: () => new TableError(409, 'EntityAlreadyExists', 'The specified entity already exists.'),
  changed: () =>
    new TableError(
      412,
      'UpdateConditionNotSatisfied',
      'The update condition specified in the request was not satisfied.',
    ),
  tooLargeValue: () =>
    new TableError(400, 'PropertyValueTooLarge', 'The property value exceeds the maximum allowed size (64KB).'),
  tooLarge: () => new TableError(413, 'RequestBodyTooLarge', 'The request body is too large.'),
  invalid: () => new TableError(400, 'InvalidInput', 'An error occurred while processing this request.'),
  repeated: (rowKey: string) =>
    new TableError(
      400,
      'InvalidDuplicateRow',
      `A command with RowKey '${rowKey}' is already present in the batch. An entity can appear only once in a batch.`,
    ),
  unsigned: () => new TableError(403, 'AuthenticationFailed', 'Server failed to authenticate the request.'),
};

type ExportErrorCode = 'not_an_export' | 'trail_busy';

/** An export cannot be written or read; the message says why and what to do. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly code: ExportErrorCode;

  constructor(code: ExportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Why `npm start` ended, or never began. */
type StartErrorCode = 'usage' | 'identity_storage' | 'port_unavailable' | 'storage_unavailable' | 'unexpected_answer';

/** `npm start` cannot go on; the message says why and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * An error of ours. Its message says what is wrong and what to do, and holds no personal data, no secret and no text that
 * others wrote: it may be shown and logged. Of any other error only the kind may.
 */
export abstract class SafeError<Code extends string = string> extends Error {
  readonly code: Code;
  /** Whether trying again would end the same way. */
  readonly isFinal: boolean = false;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

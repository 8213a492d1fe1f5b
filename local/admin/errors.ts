import { SafeError } from '../../src/safe-error.ts';

/** Why a command came to nothing. */
type AdminErrorCode =
  | 'usage'
  | 'unverified'
  | 'refused'
  | 'unavailable'
  | 'unreachable'
  | 'unexpected_answer'
  | 'interrupted';

/** What the shell is told; 1 is kept for what was asked and found to have failed. */
export const EXIT = { well: 0, failed: 1, usage: 2, refused: 3, unavailable: 4, interrupted: 130 } as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF: Readonly<Record<AdminErrorCode, ExitStatus>> = {
  usage: EXIT.usage,
  unverified: EXIT.failed,
  refused: EXIT.refused,
  unavailable: EXIT.unavailable,
  unreachable: EXIT.unavailable,
  unexpected_answer: EXIT.unavailable,
  interrupted: EXIT.interrupted,
};

/** A command cannot go on; the message says why and what to do, and holds no key. */
export class AdminError extends SafeError<AdminErrorCode> {
  override readonly name = 'AdminError';
  /** After how many seconds the service wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(code: AdminErrorCode, message: string, retryAfter?: number) {
    super(code, message);
    this.retryAfter = retryAfter;
  }

  get exit(): ExitStatus {
    return EXIT_OF[this.code];
  }
}

import { SafeError } from '../safe-error.ts';

type ChainErrorCode = 'audit_chain_busy' | 'audit_chain_broken' | 'audit_key_unknown';

/** Nothing could be appended to a chain. */
export abstract class ChainError extends SafeError<ChainErrorCode> {}
/** Another writer kept winning; nothing was appended. */
export class ChainBusyError extends ChainError {
  override readonly name = 'ChainBusyError';

  constructor(chain: string) {
    super('audit_chain_busy', `The audit chain ${chain} stayed busy; the run tries again.`);
  }
}

/** The head row is gone or was altered: audit rows or the table were tampered with. Nothing was appended. */
export class ChainBrokenError extends ChainError {
  override readonly name = 'ChainBrokenError';
  override readonly isFinal = true;

  constructor(message: string) {
    super('audit_chain_broken', message);
  }
}

/** The chain was last written with a key that nobody said was replaced. Nothing was appended. */
export class ChainKeyError extends ChainError {
  override readonly name = 'ChainKeyError';

  constructor(chain: string, theirs: string, ours: string) {
    super(
      'audit_key_unknown',
      `The audit chain ${chain} was last written with key ${theirs}, and AUDIT_KEY is ${ours}. If AUDIT_KEY was replaced on ` +
        `purpose, add the old key to AUDIT_KEYS_PREVIOUS ("id:${theirs}" if it is lost); if not, set the old one again.`,
    );
  }
}

/** Another writer kept winning; nothing was appended. */
export class ChainBusyError extends Error {
  override readonly name = 'ChainBusyError';
  readonly code = 'audit_chain_busy';

  constructor(chain: string) {
    super(`The audit chain ${chain} stayed busy; the run tries again.`);
  }
}

/** The head row is gone or was altered: audit rows or the table were tampered with. Nothing was appended. */
export class ChainBrokenError extends Error {
  override readonly name = 'ChainBrokenError';
  readonly code = 'audit_chain_broken';
}

/** The chain was last written with a key that nobody said was replaced. Nothing was appended. */
export class ChainKeyError extends Error {
  override readonly name = 'ChainKeyError';
  readonly code = 'audit_key_unknown';

  constructor(chain: string, theirs: string, ours: string) {
    super(
      `The audit chain ${chain} was last written with key ${theirs}, and AUDIT_KEY is ${ours}. If AUDIT_KEY was replaced on ` +
        `purpose, add the old key to AUDIT_KEYS_PREVIOUS ("id:${theirs}" if it is lost); if not, set the old one again.`,
    );
  }
}

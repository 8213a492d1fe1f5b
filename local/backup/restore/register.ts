import type { Engine } from '../../../src/work/engine.ts';

/** What a restore works with: a register whose tables may not be used by anybody else meanwhile. */
export type Restored = Pick<
  Engine,
  | 'storage'
  | 'rowMacs'
  | 'audit'
  | 'auditKeys'
  | 'seals'
  | 'verifier'
  | 'ledger'
  | 'reports'
  | 'changes'
  | 'floors'
  | 'erasedAddresses'
  | 'now'
  | 'policy'
>;

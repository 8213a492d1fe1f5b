import { AuditKey } from '../../src/audit/key.ts';
import { KeyedRowMacs } from '../../src/audit/keyed-row-macs.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import type { RowMacs } from '../../src/storage/row-macs.ts';

/** Proves rows with the key of the tests, and remembers those that were not genuine: one for each test that asks for them. */
export function rowMacs(): KeyedRowMacs {
  return new KeyedRowMacs(new Keyring(new AuditKey('a-key-for-tests')));
}

/** For tests that do not ask what was not genuine: files share it. */
export const ROW_MACS: RowMacs = rowMacs();

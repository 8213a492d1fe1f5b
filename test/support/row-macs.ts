import { AuditKey } from '../../src/audit/key.ts';
import { KeyedRowMacs } from '../../src/audit/keyed-row-macs.ts';
import { Keyring } from '../../src/audit/keyring.ts';

/** Proves rows with the key of the tests. */
export const ROW_MACS = new KeyedRowMacs(new Keyring(new AuditKey('a-key-for-tests')));

import type { TableClient } from '@azure/data-tables';
import { AuditKey } from '../../src/audit/key.ts';
import { KeyedRowMacs } from '../../src/audit/keyed-row-macs.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { ErasedAddresses } from '../../src/erased/erased-addresses.ts';
import { ErasureKeys } from '../../src/erased/erasure-key.ts';

/** When everybody whom tests erase so was erased. */
const ERASED_AT = '2026-11-20T08:00:00.000Z';

/** Leaves in a table of a running app what is kept of a contact who was erased, list `list-1`, with this address. */
export async function leaveErased(
  table: TableClient,
  keys: { readonly audit: string; readonly erasure: string },
  contactId: string,
  address: string,
): Promise<void> {
  await table.createTable();
  const macs = new KeyedRowMacs(new Keyring(new AuditKey(keys.audit)));
  const erased = new ErasedAddresses(table, new ErasureKeys(keys.erasure), macs, () => ERASED_AT);
  await erased.keep('list-1', contactId, [address]);
  await erased.confirm('list-1', contactId);
}

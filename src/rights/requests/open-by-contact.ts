import { odata, type TableClient } from '@azure/data-tables';
import type { RowMacs } from '../../storage/row-macs.ts';
import { type OpenOfContact, openOfRow, REQUESTS } from './request-rows.ts';

/** What a contact has open, by its id; a contact without is left out. */
export type OpenByContact = ReadonlyMap<string, readonly OpenOfContact[]>;

/** What the contacts have open whose rows are between two. Throws where one of these rows is not this program's. */
export async function openBetween(
  table: TableClient,
  macs: RowMacs,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<OpenByContact> {
  const filter = odata`PartitionKey eq ${REQUESTS} and RowKey ge ${from} and RowKey lt ${to}`;
  const byContact = new Map<string, OpenOfContact[]>();
  for await (const row of table.listEntities({ queryOptions: { filter } })) {
    const [contactId, open] = openOfRow(row, macs);
    byContact.set(contactId, [...(byContact.get(contactId) ?? []), open]);
  }
  return byContact;
}

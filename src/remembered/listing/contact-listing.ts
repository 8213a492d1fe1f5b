import type { TableClient } from '@azure/data-tables';
import type { KeyedRows } from '../../storage/keyed-rows.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import type { ContactMemory } from '../memory.ts';
import { Changing } from './changing.ts';
import { ContactRows } from './contact-rows.ts';
import { SummaryRow } from './summary.ts';

/** What contacts are listed by: rows, what they come to, whether they are being changed, and what they follow from. */
export interface ContactListing {
  readonly rows: ContactRows;
  readonly summary: SummaryRow;
  readonly changing: Changing;
  readonly contacts: Pick<KeyedRows<ContactMemory>, 'endingIn'>;
}

/** The listing that a table holds, of the contacts that are remembered. */
export function contactListing(
  table: TableClient,
  macs: RowMacs,
  contacts: ContactListing['contacts'],
): ContactListing {
  return {
    rows: new ContactRows(table, macs),
    summary: new SummaryRow(table, macs),
    changing: new Changing(table, macs),
    contacts,
  };
}

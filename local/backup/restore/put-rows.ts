import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { groupBy } from '../../../src/group-by.ts';
import { ROWS_PER_TRANSACTION } from '../../../src/storage/clear-partition.ts';
import { rowOfText } from '../row-text.ts';

/** A transaction holds 4 MiB (Table Storage), and what is sent of a row is longer than its text here. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

/** Puts rows back as they were, replacing those that are there; safe to repeat. */
export async function putTexts(table: TableClient, texts: Iterable<string>): Promise<void> {
  const rows = [...texts].map((text) => ({ row: rowOfText(text), size: text.length }));
  for (const some of groupBy(rows, ({ row }) => row.partitionKey).values()) {
    let actions: TransactionAction[] = [];
    let characters = 0;
    const send = async () => {
      if (actions.length > 0) await table.submitTransaction(actions);
      [actions, characters] = [[], 0];
    };
    for (const { row, size } of some) {
      if (actions.length === ROWS_PER_TRANSACTION || characters + size > MOST_CHARACTERS) await send();
      actions.push(['upsert', { ...row }, 'Replace']);
      characters += size;
    }
    await send();
  }
}

/** Whether a part of a table holds nothing. */
export async function isEmpty(table: TableClient, filter: string | undefined): Promise<boolean> {
  const queryOptions = { filter: filter ?? odata`PartitionKey ge ${''}`, select: ['rowKey'] };
  for await (const page of table.listEntities({ queryOptions }).byPage({ maxPageSize: 1 })) {
    if (page.length > 0) return false;
  }
  return true;
}

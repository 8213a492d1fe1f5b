import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { chunk } from '../chunk.ts';
import { RECORD_KINDS } from '../register/record.ts';
import { ROWS_PER_TRANSACTION } from '../storage/clear-partition.ts';
import { deleteRows, putRows, type RowKeys } from '../storage/in-transactions.ts';
import { withoutContacts } from './without-contacts.ts';

const reportSchema = z.object({
  /** A failure: it could not be decided or written. A notice: staff should look at it, though it stops nothing. */
  severity: z.enum(['failure', 'notice']),
  kind: z.enum(RECORD_KINDS),
  id: z.string(),
  reason: z.string(),
});

/** What a run has to say of one record, and why. */
export type Report = z.infer<typeof reportSchema>;

const keyedReportSchema = reportSchema.extend({ partitionKey: z.string(), rowKey: z.string() });

/** What runs have to say of single records, in the table of runs: a partition for each run. */
export class Reports {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Adds what a run has to say; repeating it changes nothing. */
  async add(runId: string, reports: readonly Report[]): Promise<void> {
    const partitionKey = partitionOf(runId);
    for (const batch of chunk(reports, ROWS_PER_TRANSACTION)) {
      await this.#table.submitTransaction(
        batch.map((report) => [
          'upsert',
          { partitionKey, rowKey: `${report.severity}|${report.kind}|${report.id}`, ...report },
          'Replace',
        ]),
      );
    }
  }

  /** At most `most` of a run's failures, or of its notices. */
  async list(runId: string, severity: Report['severity'], most: number): Promise<Report[]> {
    const filter = odata`PartitionKey eq ${partitionOf(runId)} and RowKey ge ${`${severity}|`} and RowKey lt ${`${severity}|~`}`;
    const reports: Report[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      if (reports.length >= most) break;
      reports.push(reportSchema.parse(row));
    }
    return reports;
  }

  /** Removes what runs had to say of these contacts, and their ids from what is said of others. Reads the reports of all runs. */
  async forgetContacts(ids: ReadonlySet<string>): Promise<void> {
    const gone: RowKeys[] = [];
    const changed: (RowKeys & Report)[] = [];
    const filter = odata`PartitionKey ge ${partitionOf('')} and PartitionKey lt ${partitionOf('~')}`;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const { partitionKey, rowKey, kind, id, reason, ...report } = keyedReportSchema.parse(row);
      const cleared = withoutContacts(reason, ids);
      if (kind === 'contacts' && ids.has(id)) gone.push({ partitionKey, rowKey });
      else if (cleared !== reason) changed.push({ partitionKey, rowKey, kind, id, reason: cleared, ...report });
    }
    await putRows(this.#table, changed);
    await deleteRows(this.#table, gone);
  }
}

function partitionOf(runId: string): string {
  return `reports|${runId}`;
}

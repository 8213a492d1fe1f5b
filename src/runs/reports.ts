import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { groupBy } from '../group-by.ts';
import { RECORD_KINDS } from '../register/record.ts';
import { clearPartition } from '../storage/clear-partition.ts';
import { deleteRows, putRows, type RowKeys } from '../storage/in-transactions.ts';
import { withoutContacts } from './without-contacts.ts';

const SEVERITIES = ['failure', 'notice'] as const;

const reportSchema = z.object({
  /** A failure: it could not be decided or written. A notice: staff should look at it, though it stops nothing. */
  severity: z.enum(SEVERITIES),
  kind: z.enum(RECORD_KINDS),
  id: z.string(),
  reason: z.string(),
});

/** What a run has to say of one record, and why. */
export type Report = z.infer<typeof reportSchema>;

const keysSchema = z.object({ partitionKey: z.string(), rowKey: z.string() });
const keyedReportSchema = reportSchema.extend(keysSchema.shape);

/** What runs have to say of single records, in the table of runs: a partition for each run. */
export class Reports {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Adds what a run has to say; several things of one record and severity are one report. Repeating it changes nothing. */
  async add(runId: string, reports: readonly Report[]): Promise<void> {
    await putRows(this.#table, rowsOf(runId, reports));
  }

  /** The same of records that the run decides on once more: what an attempt that was cut short said of them goes, unless it still holds. */
  async addAgain(
    runId: string,
    about: readonly Pick<Report, 'kind' | 'id'>[],
    reports: readonly Report[],
  ): Promise<void> {
    const rows = rowsOf(runId, reports);
    const stay = new Set(rows.map(({ rowKey }) => rowKey));
    const mayGo = new Set(about.flatMap((one) => SEVERITIES.map((severity) => keyOf({ ...one, severity }))));
    const gone: RowKeys[] = [];
    const filter = odata`PartitionKey eq ${partitionOf(runId)}`;
    for await (const row of this.#table.listEntities({
      queryOptions: { filter, select: ['partitionKey', 'rowKey'] },
    })) {
      const { partitionKey, rowKey } = keysSchema.parse(row);
      if (mayGo.has(rowKey) && !stay.has(rowKey)) gone.push({ partitionKey, rowKey });
    }
    await deleteRows(this.#table, gone);
    await putRows(this.#table, rows);
  }

  /** Removes all that a run has said so far. */
  async clear(runId: string): Promise<void> {
    await clearPartition(this.#table, partitionOf(runId));
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

function rowsOf(runId: string, reports: readonly Report[]): (RowKeys & Report)[] {
  const partitionKey = partitionOf(runId);
  return [...groupBy(reports, keyOf)].flatMap(([rowKey, some]) => {
    const reason = [...new Set(some.map((one) => one.reason))].join('; ');
    return some.slice(0, 1).map((one) => ({ partitionKey, rowKey, ...one, reason }));
  });
}

function keyOf({ severity, kind, id }: Pick<Report, 'severity' | 'kind' | 'id'>): string {
  return `${severity}|${kind}|${id}`;
}

function partitionOf(runId: string): string {
  return `reports|${runId}`;
}

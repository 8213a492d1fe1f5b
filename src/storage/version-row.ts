import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { findRow } from './find-row.ts';
import type { RowMacs } from './row-macs.ts';

/** Tables without a row that says so are of this version: they were made before there was such a row. */
export const FIRST_VERSION = 1;

const KEYS = { partitionKey: 'version', rowKey: 'tables' };

const rowSchema = z.looseObject({ record: z.string(), etag: z.string() });

const restoringSchema = z.object({
  /** SHA-256 of the manifest of the backup that is put back. */
  backup: z.string(),
  /** `rows` while rows are put back; `rest` when all are and what follows from them is done. */
  stage: z.enum(['rows', 'rest']),
  /** Parts that were left as they were found. */
  kept: z.array(z.string()),
});

/** How far a backup was put back. */
export type Restoring = z.infer<typeof restoringSchema>;

const recordSchema = z.object({
  /** The lowest number that a program must know to use the tables. */
  tables: z.int().min(FIRST_VERSION),
  /** While a migration is unfinished: the version that it began with. */
  from: z.int().min(FIRST_VERSION).nullable(),
  /** The program that wrote it. */
  app: z.string(),
  /** While a backup is put back: nobody else may use the tables. */
  restoring: restoringSchema.optional(),
});

export type VersionRecord = z.infer<typeof recordSchema>;

/** The version of tables as it was read. */
export interface StoredVersion {
  /** `undefined` when its form is one that this program does not know. */
  readonly record: VersionRecord | undefined;
  /** The number that it gives in whichever form; 0 when it gives none. */
  readonly number: number;
  /** Whether this program, or one with its key, wrote it. */
  readonly isOurs: (macs: RowMacs) => boolean;
  readonly etag: string;
}

/** Reads the row of the table of runs that says which version the tables have; `undefined` when there is none. */
export async function readVersion(runs: TableClient): Promise<StoredVersion | undefined> {
  const row = await findRow(runs, KEYS.partitionKey, KEYS.rowKey);
  if (row === undefined) return undefined;
  const { record: text, etag, ...columns } = rowSchema.parse(row);
  return {
    record: recordSchema.safeParse(parseJson(text)).data,
    number: z.object({ tables: z.number() }).safeParse(parseJson(text)).data?.tables ?? 0,
    isOurs: (macs) => macs.isGenuine(proofName(runs), text, columns),
    etag,
  };
}

/** The row that says it. */
export function versionRow(runs: TableClient, content: VersionRecord, macs: RowMacs) {
  const record = JSON.stringify(content);
  return { ...KEYS, record, ...macs.proofOf(proofName(runs), record) };
}

function proofName({ tableName }: TableClient): string {
  return `${tableName}/${KEYS.partitionKey}/${KEYS.rowKey}`;
}

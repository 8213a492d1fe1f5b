import { z } from 'zod';
import { parseJson } from '../../src/parse-json.ts';
import type { RowKeys } from '../../src/storage/in-transactions.ts';
import { BackupError } from './errors.ts';

/** A value as it is kept: text, whole number and truth value as JSON has them, all others with their type of the Table service. */
const valueSchema = z.union([
  z.string(),
  z.int(),
  z.boolean(),
  z.object({
    type: z.enum(['Int64', 'DateTime', 'Guid', 'Binary', 'Double']),
    value: z.union([z.string(), z.number()]),
  }),
]);

const rowSchema = z.tuple([z.string(), z.string(), z.record(z.string(), valueSchema)]);

type Value = z.infer<typeof valueSchema>;

const typedSchema = z.object({ type: z.string(), value: z.unknown() });

/** The text of a row that was listed without conversion of types: the same for the same row, byte by byte of what it holds. */
export function textOfRow({ partitionKey, rowKey, ...columns }: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(columns)
    .filter(([name]) => !['etag', 'timestamp', 'odata.metadata'].includes(name))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, column]) => [name, keptValue(column)] as const);
  return JSON.stringify([partitionKey, rowKey, Object.fromEntries(kept)]);
}

function keptValue(column: unknown): Value {
  const { type, value } = typedSchema.parse(column);
  if (type === 'String') return z.string().parse(value);
  if (type === 'Boolean') return z.coerce.string().parse(value) === 'true';
  if (type === 'Int32') return z.coerce.number().pipe(z.int()).parse(value);
  // Written as a text it would be one.
  const number = type === 'Double' ? Number(value) : Number.NaN;
  return valueSchema.parse({ type, value: Number.isFinite(number) ? number : value });
}

/** The row of a text, with the types that the SDK sends. Throws `BackupError` for a text that is no row. */
export function rowOfText(text: string): RowKeys {
  const row = rowSchema.safeParse(parseJson(text));
  if (!row.success) throw new BackupError('backup_damaged', 'A row of the backup cannot be read.');
  const [partitionKey, rowKey, columns] = row.data;
  return { ...columns, partitionKey, rowKey };
}

/** Names a row within its table. */
export function keyOf({ partitionKey, rowKey }: RowKeys): string {
  return JSON.stringify([partitionKey, rowKey]);
}

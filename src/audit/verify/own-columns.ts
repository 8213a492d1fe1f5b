import { z } from 'zod';

/** Names that the SDK adds to every row. */
const OF_SDK = ['etag', 'timestamp', 'odata.metadata', 'odata.etag', 'odata.type', 'odata.id', 'odata.editLink'];

const rowSchema = z.record(z.string(), z.unknown());

/** The columns of a row without what the SDK adds, so that one more than was written is noticed. */
export function ownColumns(row: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rowSchema.parse(row)).filter(([name]) => !OF_SDK.includes(name)));
}

/** What every row has beside what is written into it. */
export const rowKeys = { partitionKey: z.string(), rowKey: z.string() };

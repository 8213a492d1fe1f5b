import { z } from 'zod';

/** Columns that prove who wrote a row. */
export const proofSchema = z.object({ keyId: z.string(), mac: z.string() });

export type Proof = z.infer<typeof proofSchema>;

/**
 * Proves rows on which decisions rest: whoever can write the tables, but has no key, can make no row that is believed. A row that
 * was genuine once may be put back, though; nothing irreversible may rest on these rows alone.
 */
export interface RowMacs {
  /** What to write beside `content` under a name that tells the row from all others. */
  proofOf(row: string, content: string | Uint8Array): Proof;
  /** Whether the program wrote this content under this name. */
  verifies(row: string, content: string | Uint8Array, columns: unknown): boolean;
  /** The same; a row that it did not write is kept in mind, for a run to report. */
  isGenuine(row: string, content: string | Uint8Array, columns: unknown): boolean;
}

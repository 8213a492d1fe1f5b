import { z } from 'zod';
import type { AuditKey } from './key.ts';

/** A row that leads to entries: from a subject, a run, or a time when a record was gone. */
export interface NewIndexRow {
  readonly rowKey: string;
  /** Numbers of intents or of an occurrence; an entry begins at `first`. */
  readonly first: number;
  readonly last: number;
  /** Numbers of the outcomes of the intents; 0 of an occurrence. */
  readonly outcomeFirst: number;
  readonly outcomeLast: number;
  /** Where the entry begins that holds the first of those outcomes. */
  readonly outcome: number;
  /** The run of the intents or of the occurrence, and that of the outcomes. */
  readonly runId: string;
  readonly outcomeRunId: string;
}

export interface IndexRow extends NewIndexRow {
  /** The last number of the transaction that wrote the row. */
  readonly born: number;
  /** Names the transaction: two writers may append the same entries at the same moment. */
  readonly nonce: string;
  readonly keyId: string;
  readonly mac: string;
}

export const indexRowSchema = z.object({
  rowKey: z.string(),
  first: z.int(),
  last: z.int(),
  outcomeFirst: z.int(),
  outcomeLast: z.int(),
  outcome: z.int(),
  runId: z.string(),
  outcomeRunId: z.string(),
  born: z.int(),
  nonce: z.string(),
  keyId: z.string(),
  mac: z.string(),
});

/** The MAC that an index row must have. */
export function macOfIndexRow(chain: string, row: Omit<IndexRow, 'mac'>, key: AuditKey): string {
  const { rowKey, first, last, outcomeFirst, outcomeLast, outcome, runId, outcomeRunId, born, nonce, keyId } = row;
  const leads = { first, last, outcomeFirst, outcomeLast, outcome, runId, outcomeRunId };
  return key.macOf('index', { chain, row: rowKey, ...leads, born, nonce, keyId });
}

/** Completes an index row. */
export function indexRow(
  chain: string,
  row: NewIndexRow,
  of: Pick<IndexRow, 'born' | 'nonce'>,
  key: AuditKey,
): IndexRow {
  const signed = { ...row, ...of, keyId: key.id };
  return { ...signed, mac: macOfIndexRow(chain, signed, key) };
}

import { z } from 'zod';
import type { AuditKey } from './key.ts';

/** A row that leads to events: from a contact, a company, a run, or a time when a record was gone. */
export interface NewIndexRow {
  readonly rowKey: string;
  readonly first: number;
  readonly last: number;
  /** Outcomes of the events; the events themselves where there are none. */
  readonly outcomeFirst: number;
  readonly outcomeLast: number;
}

export interface IndexRow extends NewIndexRow {
  /** The last event of the transaction that wrote the row. */
  readonly born: number;
  /** Names the transaction: two writers may append the same events at the same moment. */
  readonly nonce: string;
  readonly keyId: string;
  readonly mac: string;
}

/** A row that marks intents as without outcome. */
export interface OpenRow {
  readonly rowKey: string;
  readonly first: number;
  readonly last: number;
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
  born: z.int(),
  nonce: z.string(),
  keyId: z.string(),
  mac: z.string(),
});

export const openRowSchema = z.object({
  rowKey: z.string(),
  first: z.int(),
  last: z.int(),
  nonce: z.string(),
  keyId: z.string(),
  mac: z.string(),
});

/** The MAC that an index row must have. */
export function macOfIndexRow(chain: string, row: Omit<IndexRow, 'mac'>, key: AuditKey): string {
  const { rowKey, first, last, outcomeFirst, outcomeLast, born, nonce, keyId } = row;
  return key.macOf('index', { chain, row: rowKey, first, last, outcomeFirst, outcomeLast, born, nonce, keyId });
}

/** The MAC that an open row must have. */
export function macOfOpenRow(
  chain: string,
  { rowKey, first, last, nonce, keyId }: Omit<OpenRow, 'mac'>,
  key: AuditKey,
) {
  return key.macOf('open', { chain, row: rowKey, first, last, nonce, keyId });
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

/** Completes an open row. */
export function openRowOf(chain: string, row: Omit<OpenRow, 'keyId' | 'mac'>, key: AuditKey): OpenRow {
  const signed = { ...row, keyId: key.id };
  return { ...signed, mac: macOfOpenRow(chain, signed, key) };
}

const MODULUS = 1n << 256n;

/**
 * A sum of MACs, as 64 hexadecimal digits. It is the same in whatever order rows are added, and a row can be taken out of
 * it, so it says in constant space which rows there have to be.
 */
export function sumOf(sum: string, added: readonly string[], removed: readonly string[] = []): string {
  let total = BigInt(`0x${sum}`);
  for (const mac of added) total += BigInt(`0x${mac}`);
  for (const mac of removed) total += MODULUS - BigInt(`0x${mac}`);
  return (total % MODULUS).toString(16).padStart(64, '0');
}

import { z } from 'zod';
import type { AuditKey } from './key.ts';

/** A row that marks intents as without outcome. */
export interface OpenRow {
  readonly rowKey: string;
  readonly first: number;
  readonly last: number;
  readonly nonce: string;
  readonly keyId: string;
  readonly mac: string;
}

export const openRowSchema = z.object({
  rowKey: z.string(),
  first: z.int(),
  last: z.int(),
  nonce: z.string(),
  keyId: z.string(),
  mac: z.string(),
});

/** The MAC that an open row must have. */
export function macOfOpenRow(
  chain: string,
  { rowKey, first, last, nonce, keyId }: Omit<OpenRow, 'mac'>,
  key: AuditKey,
): string {
  return key.macOf('open', { chain, row: rowKey, first, last, nonce, keyId });
}

/** Completes an open row. */
export function openRowOf(chain: string, row: Omit<OpenRow, 'keyId' | 'mac'>, key: AuditKey): OpenRow {
  const signed = { ...row, keyId: key.id };
  return { ...signed, mac: macOfOpenRow(chain, signed, key) };
}

import { z } from 'zod';
import type { Head } from './head.ts';
import { type AuditKey, NO_HASH } from './key.ts';

/** What the end of a chain was at a time, kept where the tables' owner cannot change it. */
export interface Seal {
  readonly format: 'rekisteri-seal-v1';
  readonly chain: string;
  /** Seals of a chain are numbered from 1. */
  readonly number: number;
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  /** Place and hash of the chain's last event. */
  readonly sequence: number;
  readonly hash: string;
  /** Events that were there: all but pruned ones. */
  readonly count: number;
  /** MAC of the seal before; zeros for the first. */
  readonly previous: string;
  readonly keyId: string;
  readonly mac: string;
}

export const sealSchema = z.strictObject({
  format: z.literal('rekisteri-seal-v1'),
  chain: z.string(),
  number: z.int().min(1),
  at: z.string(),
  sequence: z.int().min(1),
  hash: z.string(),
  count: z.int().min(0),
  previous: z.string(),
  keyId: z.string(),
  mac: z.string(),
});

/** The MAC that a seal must have. */
export function macOfSeal({ mac: _, ...seal }: Seal, key: AuditKey): string {
  return key.macOf('seal', seal);
}

/** The number and MAC of the last seal of a chain. */
export interface LastSeal {
  readonly number: number;
  readonly mac: string;
}

/** A seal of the chain's head, after `last`. */
export function sealOf(
  { chain, sequence, hash, count }: Head,
  last: LastSeal = { number: 0, mac: NO_HASH },
  at: string,
  key: AuditKey,
): Seal {
  const what = { format: 'rekisteri-seal-v1', chain, number: last.number + 1, at, sequence, hash, count } as const;
  const signed = { ...what, previous: last.mac, keyId: key.id, mac: '' };
  return { ...signed, mac: macOfSeal(signed, key) };
}

/** What the table remembers of the last seal, so that a missing one is noticed. */
export interface SealedRow extends LastSeal {
  readonly keyId: string;
  readonly rowMac: string;
}

export const sealedRowSchema = z.object({
  number: z.int().min(1),
  mac: z.string(),
  keyId: z.string(),
  rowMac: z.string(),
});

/** The MAC that the row of the last seal must have. */
export function macOfSealedRow(
  chain: string,
  { number, mac, keyId }: Omit<SealedRow, 'rowMac'>,
  key: AuditKey,
): string {
  return key.macOf('sealed', { chain, number, mac, keyId });
}

export function sealedRowOf(chain: string, { number, mac }: LastSeal, key: AuditKey): SealedRow {
  const signed = { number, mac, keyId: key.id };
  return { ...signed, rowMac: macOfSealedRow(chain, signed, key) };
}

import { z } from 'zod';
import type { Head } from './head.ts';
import type { AuditKey } from './key.ts';

/** What the end of a chain was at a time, kept where the tables' owner cannot change it. */
export interface Seal {
  readonly format: 'rekisteri-seal-v2';
  readonly chain: string;
  /** Seals of a chain are numbered from 1. */
  readonly number: number;
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  /** The last number of the chain, and the hash of its last entry. */
  readonly sequence: number;
  readonly hash: string;
  /** Events that were there: all but pruned ones. */
  readonly count: number;
  /** MAC of the seal before; zeros for the first. */
  readonly previous: string;
  readonly keyId: string;
  readonly mac: string;
}

const digits = z.string().regex(/^[0-9a-f]{64}$/);

export const sealSchema = z.strictObject({
  format: z.literal('rekisteri-seal-v2'),
  chain: z.string(),
  number: z.int().min(1),
  at: z.string(),
  sequence: z.int().min(1),
  hash: z.string(),
  count: z.int().min(0),
  previous: z.string(),
  keyId: z.string(),
  mac: digits,
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
export function sealOf({ chain, sequence, hash, count }: Head, last: LastSeal, at: string, key: AuditKey): Seal {
  const what = { format: 'rekisteri-seal-v2', chain, number: last.number + 1, at, sequence, hash, count } as const;
  const signed = { ...what, previous: last.mac, keyId: key.id, mac: '' };
  return { ...signed, mac: macOfSeal(signed, key) };
}

import { z } from 'zod';
import type { AuditKey } from './key.ts';
import { entryRow } from './rows.ts';

/** Stands where events were pruned: how many, and the hashes that join what is before and after them. */
export interface PrunedRange {
  readonly chain: string;
  readonly first: number;
  readonly last: number;
  /** Hash of the entry before the first pruned one. */
  readonly previousHash: string;
  /** Hash of the last pruned entry. */
  readonly hash: string;
  readonly keyId: string;
  readonly mac: string;
}

/** Authenticates a range of pruned events. */
export function prunedRange(range: Omit<PrunedRange, 'keyId' | 'mac'>, key: AuditKey): PrunedRange {
  const signed = { ...range, keyId: key.id };
  return { ...signed, mac: macOfPruned(signed, key) };
}

/** The MAC that a range of pruned events must have. */
export function macOfPruned(
  { chain, first, last, previousHash, hash, keyId }: Omit<PrunedRange, 'mac'>,
  key: AuditKey,
) {
  return key.macOf('pruned', { chain, first, last, previousHash, hash, keyId });
}

const digits = z.string().regex(/^[0-9a-f]{64}$/);

export const prunedRowSchema = z.object({
  partitionKey: z.string(),
  rowKey: z.string(),
  pruned: z.literal(true),
  first: z.int().min(1),
  last: z.int().min(1),
  previousHash: digits,
  hash: digits,
  keyId: z.string(),
  // It is added up, also where its key is not known.
  mac: digits,
});

/** Its table row, at the place of the first pruned event. */
export function rowOfPruned({ chain, ...range }: PrunedRange) {
  return { partitionKey: chain, rowKey: entryRow(range.first), pruned: true, ...range };
}

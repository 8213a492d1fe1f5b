import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { findRow } from '../storage/find-row.ts';
import { type AuditKey, NO_HASH } from './key.ts';
import { HEAD_ROW } from './rows.ts';

/** The end of a chain, and what else has to be there. Replaced with every transaction. */
export interface Head {
  readonly chain: string;
  /** The last number of the chain, and the hash of its last entry. */
  readonly sequence: number;
  readonly hash: string;
  /** Events that are there: all of them but the pruned ones. */
  readonly count: number;
  /** How many rows lead to entries, and the sum of their MACs. */
  readonly indexRows: number;
  readonly indexSum: string;
  /** How many transactions of intents have no outcome. */
  readonly openRows: number;
  /** How often events were pruned. */
  readonly prunings: number;
  /** Number and MAC of the last seal that is known; 0 and zeros before the first. */
  readonly sealNumber: number;
  readonly sealMac: string;
  readonly keyId: string;
  readonly mac: string;
}

const digits = z.string().regex(/^[0-9a-f]{64}$/);

export const headRowSchema = z.object({
  sequence: z.int().min(0),
  hash: z.string(),
  count: z.int().min(0),
  indexRows: z.int().min(0),
  indexSum: digits,
  openRows: z.int().min(0),
  prunings: z.int().min(0),
  sealNumber: z.int().min(0),
  sealMac: digits,
  keyId: z.string(),
  mac: z.string(),
});

const storedSchema = headRowSchema.extend({ etag: z.string() });

/** A head as it was read, with the ETag that the next one replaces; `undefined` of a chain that has not begun. */
export interface StoredHead {
  readonly head: Head;
  readonly etag: string | undefined;
}

const NOTHING = {
  sequence: 0,
  hash: NO_HASH,
  count: 0,
  indexRows: 0,
  indexSum: NO_HASH,
  openRows: 0,
  prunings: 0,
  sealNumber: 0,
  sealMac: NO_HASH,
};

/** The head of a chain without entries. */
export function emptyHead(chain: string, key: AuditKey): Head {
  return signedHead({ chain, ...NOTHING }, key);
}

/** The MAC that a head must have. */
export function macOfHead({ mac: _, ...head }: Head, key: AuditKey): string {
  return key.macOf('head', head);
}

export function signedHead(head: Omit<Head, 'keyId' | 'mac'>, key: AuditKey): Head {
  const signed = { ...head, keyId: key.id, mac: '' };
  return { ...signed, mac: macOfHead(signed, key) };
}

export function rowOfHead({ chain, ...head }: Head) {
  return { partitionKey: chain, rowKey: HEAD_ROW, ...head };
}

/** Reads the head row. Throws `ZodError` when it is not one: somebody else wrote it. */
export async function readHead(table: TableClient, chain: string): Promise<StoredHead | undefined> {
  const row = await findRow(table, chain, HEAD_ROW);
  if (row === undefined) return undefined;
  const { etag, ...head } = storedSchema.parse(row);
  return { head: { chain, ...head }, etag };
}

import { z } from 'zod';
import { contentFits } from './content.ts';
import { OCCURRENCES } from './event.ts';
import type { AuditKey } from './key.ts';
import { entryRow } from './rows.ts';

/** An entry says what is about to be changed, what became of that, or that something happened. */
const ENTRY_ACTIONS = ['intent', 'outcome', ...OCCURRENCES] as const;

/** One row of a chain: it spans the numbers `first` to `last`, one for each event that it holds. */
export interface Entry {
  readonly chain: string;
  readonly first: number;
  readonly last: number;
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly runId: string;
  readonly actor: string;
  readonly action: (typeof ENTRY_ACTIONS)[number];
  /** Of whom it is; empty of outcomes, which conclude changes of many. */
  readonly subject: string;
  /** Canonical JSON of what it says (`content.ts`). */
  readonly content: string;
  /** Names the key that the hash was made with, without revealing it. */
  readonly keyId: string;
}

/** An entry with the hash that ties it to all entries before it. */
export interface ChainedEntry extends Entry {
  readonly previousHash: string;
  readonly hash: string;
}

/** An entry before it has its numbers in a chain, and its time: that of the transaction that gets through. */
export interface NewEntry extends Pick<Entry, 'runId' | 'actor' | 'action' | 'subject' | 'content'> {
  /** How many events it holds. */
  readonly size: number;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const columns = {
  first: z.int().min(1),
  last: z.int().min(1),
  at: z.string(),
  runId: z.string(),
  actor: z.string(),
  action: z.enum(ENTRY_ACTIONS),
  subject: z.string(),
  content: z.string(),
  keyId: z.string(),
  previousHash: hash,
  hash,
};

/** The members of an entry beside its chain. */
export const entryColumnsSchema = z.object(columns);

const rowSchema = z.object({ partitionKey: z.string(), ...columns });

/** The table row of an entry; the chain is its partition. */
export function rowOfEntry({ chain, ...entry }: ChainedEntry) {
  return { partitionKey: chain, rowKey: entryRow(entry.first), ...entry };
}

/** Reads an entry from its row; `undefined` of a row that is none, or whose content is not what its action and numbers need. */
export function entryOfRow(row: unknown): ChainedEntry | undefined {
  const { data } = rowSchema.safeParse(row);
  if (data === undefined) return undefined;
  const { partitionKey: chain, ...entry } = data;
  return contentFits(entry) ? { chain, ...entry } : undefined;
}

/** Gives an entry its hash. */
export function chainedEntry(entry: Omit<Entry, 'keyId'>, previousHash: string, key: AuditKey): ChainedEntry {
  const signed = { ...entry, keyId: key.id };
  return { ...signed, previousHash, hash: key.hashOf({ ...signed }, previousHash) };
}

/** Whether an entry has the hash that it must have. */
export function hasItsHash({ previousHash, hash: own, ...entry }: ChainedEntry, key: AuditKey): boolean {
  return key.hashOf(entry, previousHash) === own;
}

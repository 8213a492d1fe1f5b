import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ACTIONS, type ChainedEvent } from './event.ts';

/** Chains, and so partitions: enough to append side by side, few enough to seal and verify one by one. */
const CHAINS = 8;

export const CHAIN_NAMES: readonly string[] = Array.from({ length: CHAINS }, (_, index) => `chain-${index}`);

/** The chain in which all events of a subject stand; what concerns a chain stands in itself. */
export function chainOf(subject: string): string {
  const itself = CHAIN_NAMES.find((chain) => subject === `audit:${chain}`);
  if (itself !== undefined) return itself;
  return `chain-${(createHash('sha256').update(subject).digest()[0] ?? 0) % CHAINS}`;
}

export const HEAD_ROW = 'head';
/** What was last sealed of the chain. */
export const SEALED_ROW = 'sealed';
export const OPEN_ROWS = { from: 'open|', to: 'open~' } as const;
/** Event rows, and the rows that stand for pruned events: everything before the first letter. */
export const EVENT_ROWS = { from: '0', to: ':' } as const;

const DIGITS = 12;
/** The highest sequence that a row key can hold. */
export const LAST_PLACE = 10 ** DIGITS - 1;

/** Row key of an event: its zero-padded sequence. All other rows begin with a letter, so events are one range, in order. */
export const eventRow = (sequence: number): string => String(sequence).padStart(DIGITS, '0');
/** Later events first. */
const newestFirst = (sequence: number): string => eventRow(LAST_PLACE - sequence);
/** Marks the intents of one transaction as without outcome. */
export const openRow = (first: number): string => `open|${eventRow(first)}`;
/** Leads from a run to the events of one transaction pair, newest first. */
export const runRow = (runId: string, first: number): string => `run|${runId}|${newestFirst(first)}`;
/** Leads from a contact or company to its events, newest first. */
export const subjectRow = (subject: string, first: number): string => `subject|${subject}|${newestFirst(first)}`;
/** The place of the first event that a row of a run or subject leads to, by its key. */
export const placeOfIndexRow = (rowKey: string): number => LAST_PLACE - Number(rowKey.slice(-DIGITS));
/** Leads to the event that says a record is gone, by the time when that was seen. */
export const goneRow = (at: string, subject: string, sequence: number): string =>
  `gone|${at}|${subject}|${eventRow(sequence)}`;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const sequence = z.int().min(1);

/** An event row as Table Storage gives it. */
export const eventRowSchema = z.object({
  partitionKey: z.string(),
  rowKey: z.string(),
  sequence,
  at: z.string(),
  runId: z.string(),
  actor: z.string(),
  action: z.enum(ACTIONS),
  subject: z.string(),
  property: z.string(),
  before: z.string(),
  after: z.string(),
  cause: z.string(),
  keyId: z.string(),
  previousHash: hash,
  hash,
});

/** The table row of an event; the chain is its partition. */
export function rowOfEvent({ chain, ...event }: ChainedEvent) {
  return { partitionKey: chain, rowKey: eventRow(event.sequence), ...event };
}

/** Reads an event from its row. */
export function eventOfRow(row: unknown): ChainedEvent {
  const { partitionKey, rowKey: _, ...event } = eventRowSchema.parse(row);
  return { chain: partitionKey, ...event };
}

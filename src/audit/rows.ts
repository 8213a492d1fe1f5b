import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ACTIONS, type ChainedEvent } from './event.ts';

/** Chains, and so partitions: enough to append side by side, few enough to seal and verify one by one. */
const CHAINS = 8;

export const CHAIN_NAMES: readonly string[] = Array.from({ length: CHAINS }, (_, index) => `chain-${index}`);

/** The chain in which all events of a subject stand. */
export function chainOf(subject: string): string {
  return `chain-${(createHash('sha256').update(subject).digest()[0] ?? 0) % CHAINS}`;
}

export const HEAD_ROW = 'head';
export const OPEN_ROWS = { from: 'open|', to: 'open~' } as const;

const DIGITS = 12;

/** Row key of an event: its zero-padded sequence. All other rows begin with a letter, so events are one range, in order. */
export const eventRow = (sequence: number): string => String(sequence).padStart(DIGITS, '0');
/** Marks the intents of one transaction as without outcome. */
export const openRow = (first: number): string => `open|${eventRow(first)}`;
/** Leads from a run to the events of one transaction pair. */
export const runRow = (runId: string, first: number): string => `run|${runId}|${eventRow(first)}`;
/** Leads from a contact or company to its events, newest first. */
export const subjectRow = (subject: string, first: number): string =>
  `subject|${subject}|${eventRow(10 ** DIGITS - 1 - first)}`;

const eventRowSchema = z.object({
  partitionKey: z.string(),
  sequence: z.number(),
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
  hash: z.string(),
});

/** The table row of an event; the chain is its partition. */
export function rowOfEvent({ chain, ...event }: ChainedEvent) {
  return { partitionKey: chain, rowKey: eventRow(event.sequence), ...event };
}

/** Reads an event from its row. */
export function eventOfRow(row: unknown): ChainedEvent {
  const { partitionKey, ...event } = eventRowSchema.parse(row);
  return { chain: partitionKey, ...event };
}

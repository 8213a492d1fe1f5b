import { createHash } from 'node:crypto';

/** Chains, and so partitions: enough to append side by side, few enough to seal and verify one by one. */
const CHAINS = 8;

export const CHAIN_NAMES: readonly string[] = Array.from({ length: CHAINS }, (_, index) => `chain-${index}`);

/** The chain in which all entries of a subject stand; what concerns a chain stands in itself. */
export function chainOf(subject: string): string {
  const itself = CHAIN_NAMES.find((chain) => subject === `audit:${chain}`);
  if (itself !== undefined) return itself;
  return `chain-${(createHash('sha256').update(subject).digest()[0] ?? 0) % CHAINS}`;
}

export const HEAD_ROW = 'head';
export const OPEN_ROWS = { from: 'open|', to: 'open~' } as const;
/** Rows of entries, and those that stand for pruned ones: everything before the first letter. */
export const ENTRY_ROWS = { from: '0', to: ':' } as const;

const DIGITS = 12;
/** The highest number that a row key can hold. */
export const LAST_PLACE = 10 ** DIGITS - 1;

/** Row key of an entry: its zero-padded first number. All other rows begin with a letter, so entries are one range, in order. */
export const entryRow = (first: number): string => String(first).padStart(DIGITS, '0');
/** Later ones first. */
const newestFirst = (first: number): string => entryRow(LAST_PLACE - first);
/** Marks the intents of one transaction as without outcome. */
export const openRow = (first: number): string => `open|${entryRow(first)}`;
/** The same of intents that others of their transaction got their outcomes before: no other mark ever has this key. */
export const restRow = (first: number, last: number): string => `${openRow(first)}|${entryRow(last)}`;
/** Leads from a run to the entries of one transaction pair, newest first. */
export const runRow = (runId: string, first: number): string => `run|${runId}|${newestFirst(first)}`;
/** Leads from a contact, company or other subject to its entries, newest first. */
export const subjectRow = (subject: string, first: number): string => `subject|${subject}|${newestFirst(first)}`;
/** The first number that a row of a run or subject leads to, by its key. */
export const placeOfIndexRow = (rowKey: string): number => LAST_PLACE - Number(rowKey.slice(-DIGITS));
/** Of whom a row that leads from a subject or a run is, by its key. */
export const ownerOfIndexRow = (rowKey: string): string => rowKey.slice(rowKey.indexOf('|') + 1, -DIGITS - 1);
/** Leads to the entry that says a record is gone, by the time when that was seen. */
export const goneRow = (at: string, subject: string, first: number): string =>
  `gone|${at}|${subject}|${entryRow(first)}`;

import { setTimeout as wait } from 'node:timers/promises';
import { ChainBusyError } from '../errors.ts';
import type { Keyring } from '../keyring.ts';
import { type Against, ChainCheck, type ChainResult } from './chain-check.ts';
import type { ChainTable } from './chain-table.ts';
import { believed, type FoundHead, factOf } from './head-fact.ts';
import { IndexCheck } from './index-check.ts';
import { markedBy, tellMarks } from './open-check.ts';

/** What of a chain in the table is read. */
export type ChainReads = Pick<ChainTable, 'chain' | 'head' | 'entries' | 'beside' | 'marks' | 'marksAndHead'>;

/** Pruning takes rows away: a chain that is pruned, or begun, while it is read is read again, after a pause that grows. */
const MOST_READS = 10;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Verifies one chain of the table: reads it once, in constant memory, and names everything that is wrong. Throws
 * `ChainBusyError` when it is pruned all the time: then nothing that looks wrong can be believed.
 */
export async function verifyChain(table: ChainReads, against: Against): Promise<ChainResult> {
  for (let read = 1; read <= MOST_READS; read += 1) {
    const { result, before, after } = await readOnce(table, against);
    if (result.faultCount === 0 || !hasMoved(before, after, against.keys)) return result;
    await wait(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** read));
  }
  throw new ChainBusyError(table.chain);
}

/** Whether rows were taken away between two looks at the head, or the first ones came. Nobody without the key can feign it. */
function hasMoved(before: FoundHead, after: FoundHead, keys: Keyring): boolean {
  const [was, is] = [factOf(before, keys), factOf(after, keys)];
  if (is.kind !== 'genuine') return false;
  return was.kind === 'missing' || (was.kind === 'genuine' && is.head.prunings > was.head.prunings);
}

async function readOnce(table: ChainReads, against: Against) {
  const { chain } = table;
  const { keys } = against;
  const before = await table.head();
  const fact = factOf(before, keys);
  const head = believed(fact);
  // After the head: what is not marked here and was there by then has its outcome, and rows that lead to it.
  const open = markedBy(chain, await table.marks(), keys);
  const check = new ChainCheck(chain, against, typeof before === 'string' ? undefined : before.sequence, open);
  for await (const found of table.entries()) await check.take(found);
  const index = new IndexCheck(chain, keys, head, check);
  const { faults } = check;
  let leftovers = false;
  for await (const row of table.beside()) {
    if (row.kind === 'index') index.take(row.rowKey, row.row);
    else if (row.kind === 'stray') faults.row('inserted', row.rowKey, 'the row does not belong to the chain');
    leftovers ||= row.kind !== 'head';
  }
  const marked = await table.marksAndHead();
  // After all else, so that a pruning while anything was read is noticed.
  const after = await table.head();
  await check.end(before, after, leftovers);
  // What leads to events that are gone, or were others, says nothing new.
  const isElsewhere = faults.list.some(
    ({ kind, row }) => row === 'head' || ['tail_cut', 'emptied', 'suffix_rewritten'].includes(kind),
  );
  if (head === undefined || fact.kind !== 'genuine' || isElsewhere) index.endWithoutHead(faults);
  else {
    index.end(faults, typeof after === 'string' ? Number.POSITIVE_INFINITY : after.sequence);
    if (marked !== undefined) tellMarks(marked, [...check.falseMarks], keys, faults);
    index.endAgainstEntries(faults);
  }
  return { result: check.result(after), before, after };
}

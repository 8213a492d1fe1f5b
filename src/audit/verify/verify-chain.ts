import { setTimeout as wait } from 'node:timers/promises';
import { ChainBusyError } from '../errors.ts';
import type { Head } from '../head.ts';
import { macOfHead } from '../head.ts';
import type { Keyring } from '../keyring.ts';
import type { SealedRow } from '../seal.ts';
import { checkLastSeal } from './check-last-seal.ts';
import type { Entry } from './entry.ts';
import { type Fault, Faults } from './fault.ts';
import { type HeadFact, judge } from './judge.ts';
import { tellDoubles } from './tell-doubles.ts';
import { type Section, Walk } from './walk.ts';
import { Witness } from './witness.ts';

/** A head as it was found: as such, as something else, or not at all. */
export type FoundHead = Head | 'unreadable' | 'missing';

/** Where a chain is read from: its table, or an export of it. */
export interface ChainSource {
  readonly chain: string;
  head(): Promise<FoundHead>;
  /** Rows in the order of their places. May be asked for twice. */
  entries(): AsyncIterable<Entry>;
  /** Seals in the order of their numbers, as somebody may have left them; `undefined` when there are none to compare with. */
  readonly seals: (() => AsyncIterable<unknown>) | undefined;
  /** What was there when the chain was last verified. */
  readonly seen?: Seen | undefined;
  /** What is remembered of the last seal; `undefined` where nothing could be. */
  lastSeal(): Promise<SealedRow | 'unreadable' | undefined>;
  /** What leads to the events: only in the table. */
  index?(head: Head | undefined): Promise<IndexFound>;
}

/** What leads to the events of a chain, as it was found. */
export interface IndexFound {
  readonly anything: boolean;
  readonly rows: number;
  readonly sum: string;
  readonly openRows: number;
  /** Rows that do not belong to the chain. */
  readonly strays: readonly string[];
  /** Names what does not fit the head; of a chain of which the head says nothing any more, only rows that are not genuine. */
  tell(faults: Faults, isWhole: boolean): void;
}

/** What an earlier verification found. */
export interface Seen {
  /** The last event, and the number of the last seal. */
  readonly sequence: number;
  readonly lastSeal: number;
}

/** What was found of one chain. */
export interface ChainResult {
  readonly chain: string;
  readonly events: number;
  readonly pruned: number;
  /** Place and hash of its last event, as its head says. */
  readonly sequence: number;
  readonly hash: string | null;
  readonly seals: number;
  readonly lastSeal: number;
  /** The last event that a seal confirms. */
  readonly sealedUntil: number;
  readonly openIntents: number;
  readonly sections: readonly Section[];
  readonly faultCount: number;
  readonly faults: readonly Fault[];
}

/** Pruning moves rows: a chain that is pruned, or begun, while it is read is read again, after a pause that grows. */
const MOST_READS = 10;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Verifies one chain: reads it once, in constant memory, and names everything that is wrong. Throws `ChainBusyError` when it
 * is pruned all the time: then nothing that looks wrong can be believed.
 */
export async function verifyChain(source: ChainSource, keys: Keyring): Promise<ChainResult> {
  for (let read = 1; read <= MOST_READS; read += 1) {
    const head = await source.head();
    const { result, after } = await readOnce(source, head, keys);
    if (result.faultCount === 0 || !hasMoved(factOf(head, keys), factOf(after, keys))) return result;
    await wait(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** read));
  }
  throw new ChainBusyError(source.chain);
}

/** Whether rows were taken away between two looks at the head, or the first ones came. Nobody without the key can feign it. */
function hasMoved(before: HeadFact, after: HeadFact): boolean {
  if (after.kind !== 'genuine') return false;
  if (before.kind === 'missing') return true;
  return before.kind === 'genuine' && after.head.prunings > before.head.prunings;
}

async function readOnce(source: ChainSource, head: FoundHead, keys: Keyring) {
  const { chain } = source;
  const faults = new Faults(chain);
  const walk = new Walk(chain, keys, faults, typeof head === 'string' ? Number.POSITIVE_INFINITY : head.sequence);
  // Before the seals: what is sealed meanwhile is then no seal that is missing.
  const remembered = await source.lastSeal();
  const witness = new Witness(chain, source.seals?.() ?? nothing(), keys, faults);
  for await (const entry of source.entries()) {
    const place = walk.take(entry);
    if (place !== undefined) await witness.pass(place);
  }
  await witness.end();
  const before = factOf(head, keys);
  const index = await source.index?.('head' in before ? before.head : undefined);
  // After all else, so that a pruning while anything was read is noticed.
  const after = await source.head();
  const headAfter = factOf(after, keys);
  const restored = (altered: Head) => wasEdited(altered, walk, index, keys);
  const walked = {
    walk,
    witness,
    head: before,
    headAfter,
    sealedUntil: isSealedMeanwhile(witness, before, headAfter) ? 0 : witness.lastSealed,
    leftovers: index?.anything ?? false,
    restored,
    seenUntil: source.seen?.sequence ?? 0,
  };
  for (const row of index?.strays ?? []) faults.row('inserted', row, 'the row does not belong to the chain');
  await tellDoubles(source, judge(walked, faults), faults);
  // What leads to events that are gone, or were others, says nothing new.
  const isElsewhere = faults.list.some(
    ({ kind, row }) => row === 'head' || ['tail_cut', 'emptied', 'suffix_rewritten'].includes(kind),
  );
  index?.tell(faults, before.kind === 'genuine' && !isElsewhere);
  await checkLastSeal(source, remembered, witness, keys, faults);
  const { lastSealed, last } = witness;
  const end = typeof after === 'string' ? undefined : after;
  const result: ChainResult = {
    chain,
    events: walk.events,
    pruned: walk.pruned,
    sequence: end?.sequence ?? 0,
    hash: end?.hash ?? null,
    seals: witness.seals,
    lastSeal: last?.number ?? 0,
    sealedUntil: witness.differsAt === 0 ? lastSealed : witness.agreesUntil,
    openIntents: end?.openRows ?? 0,
    sections: walk.sections,
    faultCount: faults.count,
    faults: faults.list,
  };
  return { result, after };
}

/** Whether the last seal names an event that was appended while the chain was read. */
function isSealedMeanwhile({ lastSealed }: Witness, before: HeadFact, after: HeadFact): boolean {
  return (
    before.kind === 'genuine' &&
    after.kind === 'genuine' &&
    before.head.sequence < lastSealed &&
    lastSealed <= after.head.sequence
  );
}

/** Whether only counts of the head were edited: with what was counted, its MAC is right again. */
function wasEdited(head: Head, walk: Walk, index: IndexFound | undefined, keys: Keyring): boolean {
  const key = keys.find(head.keyId);
  if (key === undefined) return false;
  const counted: readonly Partial<Head>[] = [
    { count: walk.counted },
    { prunings: walk.prunings },
    ...(index === undefined ? [] : [{ indexRows: index.rows, indexSum: index.sum }, { openRows: index.openRows }]),
  ];
  const all = Object.fromEntries(counted.flatMap((part) => Object.entries(part)));
  return [...counted, all].some((part) => macOfHead({ ...head, ...part }, key) === head.mac);
}

async function* nothing(): AsyncGenerator<never> {
  // A chain that nobody has sealed is compared with nothing.
}

function factOf(head: FoundHead, keys: Keyring): HeadFact {
  if (typeof head === 'string') return { kind: head };
  const key = keys.find(head.keyId);
  if (key === undefined) return { kind: keys.mayFollow(head.keyId) ? 'lost_key' : 'unknown_key', head };
  return { kind: macOfHead(head, key) === head.mac ? 'genuine' : 'altered', head };
}

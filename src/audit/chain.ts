import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import { findRow } from '../storage/find-row.ts';
import { isConflict, isMissing } from '../storage/status.ts';
import { ChainBrokenError, ChainBusyError, ChainKeyError } from './errors.ts';
import type { AuditEvent, ChainedEvent } from './event.ts';
import { emptyHead, type Head, macOfHead, readHead, rowOfHead, type StoredHead, signedHead } from './head.ts';
import { type IndexRow, indexRow, type NewIndexRow, openRowOf, sumOf } from './index-row.ts';
import type { Keyring } from './keyring.ts';
import { type PrunedRange, rowOfPruned } from './pruned-row.ts';
import { eventRow, rowOfEvent, subjectRow } from './rows.ts';

/** An event before it has its place in a chain, and its time: that of the transaction that gets through. */
export type NewEvent = Omit<AuditEvent, 'chain' | 'sequence' | 'keyId' | 'at'>;

/** What goes into the same transaction as the events: rows that lead to them, and what becomes of other rows. */
export interface Beside {
  readonly index?: readonly NewIndexRow[];
  readonly opened?: { readonly rowKey: string; readonly first: number; readonly last: number };
  /** Key of the open row that goes. */
  readonly closed?: string;
  /** Events that are pruned, and the rows that led to them. */
  readonly pruned?: { readonly ranges: readonly PrunedRange[]; readonly index: readonly IndexRow[] };
}

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 2_000;
const PATIENCE_MS = 60_000;

/**
 * Between two tries when writers meet: by chance, so that they do not meet again, and in proportion to what a transaction
 * takes. Whoever got through goes on undisturbed meanwhile, which is what makes many writers nearly as fast as one.
 */
function pauseAfter(tries: number, triedMs: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, triedMs * 2 ** (tries + 1));
}

const markSchema = z.object({ hash: z.string().optional(), nonce: z.string().optional() });

/**
 * One append-only chain, one partition. Events and the head row go in one transaction that replaces the head by its
 * ETag: two writers cannot fork the chain, and a crash leaves all of a transaction or nothing.
 */
export class Chain {
  readonly #table: TableClient;
  readonly #name: string;
  readonly #keys: Keyring;
  readonly #now: () => string;
  #stored: StoredHead | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** `now` gives ISO 8601 UTC with milliseconds. */
  constructor(table: TableClient, name: string, keys: Keyring, now: () => string) {
    this.#table = table;
    this.#name = name;
    this.#keys = keys;
    this.#now = now;
  }

  /**
   * Appends events together with the rows that `beside` makes for them, at most 99 in all. Gives the events with their
   * places, or `already_done` when the row `unless` names is no longer there: then nothing was appended.
   */
  append(
    events: readonly NewEvent[],
    beside: (chained: readonly ChainedEvent[]) => Beside,
    unless?: string,
  ): Promise<ChainedEvent[] | 'already_done'> {
    const turn = this.#last.then(() => this.#append(events, beside, unless));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #append(
    events: readonly NewEvent[],
    beside: (chained: readonly ChainedEvent[]) => Beside,
    unless: string | undefined,
  ): Promise<ChainedEvent[] | 'already_done'> {
    const until = performance.now() + PATIENCE_MS;
    for (let tries = 0; performance.now() < until; tries += 1) {
      this.#stored ??= await this.#readHead();
      if (this.#stored.etag !== undefined && this.#stored.head.keyId !== this.#keys.current.id) {
        await this.#changeKey(this.#stored);
        continue;
      }
      const begun = performance.now();
      const outcome = await this.#submit(events, beside, this.#stored, unless);
      if (outcome !== 'conflict') return outcome;
      await wait(pauseAfter(tries, performance.now() - begun));
    }
    throw new ChainBusyError(this.#name);
  }

  async #submit(
    events: readonly NewEvent[],
    beside: (chained: readonly ChainedEvent[]) => Beside,
    { head, etag }: StoredHead,
    unless: string | undefined,
  ): Promise<ChainedEvent[] | 'already_done' | 'conflict'> {
    const chained = this.#chain(events, head);
    const nonce = randomBytes(8).toString('hex');
    const also = beside(chained);
    const { next, actions } = this.#transaction(chained, head, also, nonce);
    const row = rowOfHead(next);
    try {
      const answer = await this.#table.submitTransaction([
        etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag }],
        ...actions,
      ]);
      // The head is the first action; its answer is found by place, for the emulator does not name the rows.
      const saved = answer.subResponses[0]?.etag;
      this.#stored = saved === undefined ? undefined : { head: next, etag: saved };
      return chained;
    } catch (error) {
      this.#stored = await this.#readHead();
      if (this.#stored.etag === undefined) throw this.#withoutHead(error);
      // The answer may have been lost though the transaction was done: then what we wrote is there.
      if (await this.#wasDone(chained, also, nonce)) return chained;
      if (unless !== undefined && !(await this.#has(unless))) return 'already_done';
      if (!isConflict(error) && !isMissing(error)) throw error;
      return 'conflict';
    }
  }

  /** Begins a section of the chain that is made with the key of now. Its first event names the key before. */
  async #changeKey(stored: StoredHead): Promise<void> {
    const { keyId } = stored.head;
    const key = this.#keys.current;
    if (!this.#keys.mayFollow(keyId)) throw new ChainKeyError(this.#name, keyId, key.id);
    const subject = `audit:${this.#name}`;
    const said = { runId: '', actor: 'audit', property: '', before: '', after: '' };
    const event: NewEvent = { ...said, action: 'key_changed', subject, cause: `key ${key.id} replaces ${keyId}` };
    const outcome = await this.#submit([event], ([placed]) => leadingToSubject(subject, placed), stored, undefined);
    if (outcome === 'conflict') await wait(pauseAfter(0, FIRST_PAUSE_MS));
  }

  /** What a failed append means when there is no head row: a refusal shows that other rows are there, or were. */
  #withoutHead(error: unknown): unknown {
    if (!isConflict(error) && !isMissing(error)) return error;
    return new ChainBrokenError(
      `The head of the audit chain ${this.#name} is gone: audit rows or the whole table were deleted. Restore them.`,
    );
  }

  #chain(events: readonly NewEvent[], head: Head): ChainedEvent[] {
    const key = this.#keys.current;
    // Not when it was asked for: whoever waited for others comes after them in time as well.
    const at = this.#now();
    let previousHash = head.hash;
    return events.map((event, index) => {
      const placed = { ...event, at, chain: this.#name, sequence: head.sequence + 1 + index, keyId: key.id };
      const hash = key.hashOf(placed, previousHash);
      const chained = { ...placed, previousHash, hash };
      previousHash = hash;
      return chained;
    });
  }

  #transaction(chained: readonly ChainedEvent[], head: Head, beside: Beside, nonce: string) {
    const { index = [], opened, closed } = beside;
    const pruned = beside.pruned ?? { ranges: [], index: [] };
    const key = this.#keys.current;
    const partitionKey = this.#name;
    const sequence = head.sequence + chained.length;
    const added = index.map((row) => indexRow(this.#name, row, { born: sequence, nonce }, key));
    const removed = pruned.index.map(({ mac }) => mac);
    const prunedEvents = pruned.ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    const next = signedHead(
      {
        chain: this.#name,
        sequence,
        hash: chained.at(-1)?.hash ?? head.hash,
        count: head.count + chained.length - prunedEvents,
        indexRows: head.indexRows + added.length - removed.length,
        indexSum: sumOf(
          head.indexSum,
          added.map(({ mac }) => mac),
          removed,
        ),
        openRows: head.openRows + (opened ? 1 : 0) - (closed ? 1 : 0),
        prunings: head.prunings + (beside.pruned === undefined ? 0 : 1),
      },
      key,
    );
    const actions: TransactionAction[] = [
      ...chained.map((event): TransactionAction => ['create', rowOfEvent(event)]),
      ...(closed === undefined ? [] : [['delete', { partitionKey, rowKey: closed }] satisfies TransactionAction]),
      ...(opened
        ? [
            [
              'create',
              { partitionKey, ...openRowOf(this.#name, { ...opened, nonce }, key) },
            ] satisfies TransactionAction,
          ]
        : []),
      ...added.map((row): TransactionAction => ['create', { partitionKey, ...row }]),
      ...pruned.ranges.flatMap((range) => actionsOfPruning(range)),
      ...pruned.index.map(({ rowKey }): TransactionAction => ['delete', { partitionKey, rowKey }]),
    ];
    return { next, actions };
  }

  async #readHead(): Promise<StoredHead> {
    const stored = await readHead(this.#table, this.#name).catch((error: unknown) => {
      if (error instanceof z.ZodError) throw this.#altered();
      throw error;
    });
    if (stored === undefined) return { head: emptyHead(this.#name, this.#keys.current), etag: undefined };
    const key = this.#keys.find(stored.head.keyId);
    // Nothing is added to a chain whose end is not ours: that would bury what was done to it.
    if (key !== undefined && macOfHead(stored.head, key) !== stored.head.mac) throw this.#altered();
    return stored;
  }

  #altered(): ChainBrokenError {
    return new ChainBrokenError(
      `The head of the audit chain ${this.#name} was altered by somebody else. Verify the trail and restore its rows.`,
    );
  }

  /**
   * Whether a transaction of ours is in the chain. Its hash alone does not tell: another writer may have appended the same
   * event at the same moment.
   */
  async #wasDone(chained: readonly ChainedEvent[], { opened, index = [] }: Beside, nonce: string): Promise<boolean> {
    const last = chained.at(-1);
    if (last === undefined) return false;
    const event = markSchema.safeParse(await this.#find(eventRow(last.sequence)));
    if (event.data?.hash !== last.hash) return false;
    const marked = opened ?? index[0];
    if (marked === undefined) return true;
    return markSchema.safeParse(await this.#find(marked.rowKey)).data?.nonce === nonce;
  }

  async #has(rowKey: string): Promise<boolean> {
    return (await this.#find(rowKey)) !== undefined;
  }

  #find(rowKey: string): Promise<unknown> {
    return findRow(this.#table, this.#name, rowKey);
  }
}

/** A row that leads from its subject to an event without outcome. */
export function leadingToSubject(subject: string, event: ChainedEvent | undefined): Beside {
  if (event === undefined) return {};
  const place = { first: event.sequence, last: event.sequence };
  const outcome = { outcomeFirst: event.sequence, outcomeLast: event.sequence };
  return { index: [{ rowKey: subjectRow(subject, event.sequence), ...place, ...outcome }] };
}

function actionsOfPruning(range: PrunedRange): TransactionAction[] {
  const { chain: partitionKey, first, last } = range;
  const gone = Array.from({ length: last - first }, (_, index) => eventRow(first + 1 + index));
  return [
    ['update', rowOfPruned(range), 'Replace'],
    ...gone.map((rowKey): TransactionAction => ['delete', { partitionKey, rowKey }]),
  ];
}

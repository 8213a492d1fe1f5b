import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { findRow } from '../storage/find-row.ts';
import { isConflict, isMissing } from '../storage/status.ts';
import { occurrenceContent } from './content.ts';
import { type ChainedEntry, chainedEntry, type NewEntry } from './entry.ts';
import { ChainBrokenError, ChainBusyError, ChainKeyError } from './errors.ts';
import { emptyHead, type Head, macOfHead, readHead, type StoredHead } from './head.ts';
import type { Keyring } from './keyring.ts';
import { leadingTo } from './leading-rows.ts';
import { entryRow } from './rows.ts';
import { type Beside, transactionOf } from './transaction.ts';

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

type MakeBeside = (chained: readonly ChainedEntry[]) => Beside;

/**
 * One append-only chain, one partition. Entries and the head row go in one transaction that replaces the head by its
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
   * Appends entries together with the rows that `beside` makes for them, at most 99 in all. Gives the entries with their
   * numbers, or `already_done` when the row `unless` names is no longer there: then nothing was appended.
   */
  append(entries: readonly NewEntry[], beside: MakeBeside, unless?: string): Promise<ChainedEntry[] | 'already_done'> {
    const turn = this.#last.then(() => this.#append(entries, beside, unless));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #append(
    entries: readonly NewEntry[],
    beside: MakeBeside,
    unless: string | undefined,
  ): Promise<ChainedEntry[] | 'already_done'> {
    const until = performance.now() + PATIENCE_MS;
    for (let tries = 0; performance.now() < until; tries += 1) {
      this.#stored ??= await this.#readHead();
      if (this.#stored.etag !== undefined && this.#stored.head.keyId !== this.#keys.current.id) {
        await this.#changeKey(this.#stored);
        continue;
      }
      const begun = performance.now();
      const done = await this.#submit(entries, beside, this.#stored, unless);
      if (done !== 'conflict') return done;
      await wait(pauseAfter(tries, performance.now() - begun));
    }
    throw new ChainBusyError(this.#name);
  }

  async #submit(
    entries: readonly NewEntry[],
    beside: MakeBeside,
    stored: StoredHead,
    unless: string | undefined,
  ): Promise<ChainedEntry[] | 'already_done' | 'conflict'> {
    const chained = this.#chain(entries, stored.head);
    const nonce = randomBytes(8).toString('hex');
    const also = beside(chained);
    const { next, actions } = transactionOf(chained, stored, also, nonce, this.#keys.current);
    try {
      const answer = await this.#table.submitTransaction(actions);
      // The head is the first action; its answer is found by place, for the emulator does not name the rows.
      const saved = answer.subResponses[0]?.etag;
      this.#stored = saved === undefined ? undefined : { head: next, etag: saved };
      return chained;
    } catch (error) {
      this.#stored = await this.#readHead();
      if (this.#stored.etag === undefined) throw this.#withoutHead(error);
      // The answer may have been lost though the transaction was done: then what we wrote is there.
      if (await this.#wasDone(chained, also, nonce)) return chained;
      if (unless !== undefined && (await this.#find(unless)) === undefined) return 'already_done';
      if (!isConflict(error) && !isMissing(error)) throw error;
      return 'conflict';
    }
  }

  /** Begins a section of the chain that is made with the key of now. Its first entry names the key before. */
  async #changeKey(stored: StoredHead): Promise<void> {
    const { keyId } = stored.head;
    const key = this.#keys.current;
    if (!this.#keys.mayFollow(keyId)) throw new ChainKeyError(this.#name, keyId, key.id);
    const content = occurrenceContent(`key ${key.id} replaces ${keyId}`);
    const said = { runId: '', actor: 'audit', action: 'key_changed', subject: `audit:${this.#name}` } as const;
    const done = await this.#submit([{ ...said, content, size: 1 }], leadingTo, stored, undefined);
    if (done === 'conflict') await wait(pauseAfter(0, FIRST_PAUSE_MS));
  }

  /** What a failed append means when there is no head row: a refusal shows that other rows are there, or were. */
  #withoutHead(error: unknown): unknown {
    if (!isConflict(error) && !isMissing(error)) return error;
    return new ChainBrokenError(
      `The head of the audit chain ${this.#name} is gone: audit rows or the whole table were deleted. Restore them.`,
    );
  }

  #chain(entries: readonly NewEntry[], head: Head): ChainedEntry[] {
    // Not when it was asked for: whoever waited for others comes after them in time as well.
    const at = this.#now();
    let { sequence, hash } = head;
    return entries.map(({ size, ...entry }) => {
      const placed = { ...entry, chain: this.#name, first: sequence + 1, last: sequence + size, at };
      const chained = chainedEntry(placed, hash, this.#keys.current);
      [sequence, hash] = [chained.last, chained.hash];
      return chained;
    });
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
   * entry at the same moment.
   */
  async #wasDone(
    chained: readonly ChainedEntry[],
    { opened = [], index = [] }: Beside,
    nonce: string,
  ): Promise<boolean> {
    const last = chained.at(-1);
    if (last === undefined) return false;
    const entry = markSchema.safeParse(await this.#find(entryRow(last.first)));
    if (entry.data?.hash !== last.hash) return false;
    const marked = opened[0] ?? index[0];
    if (marked === undefined) return true;
    return markSchema.safeParse(await this.#find(marked.rowKey)).data?.nonce === nonce;
  }

  #find(rowKey: string): Promise<unknown> {
    return findRow(this.#table, this.#name, rowKey);
  }
}

import type { TableClient, TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import { isConflict, isMissing } from '../storage/status.ts';
import type { AuditEvent, ChainedEvent } from './event.ts';
import { type AuditKey, NO_HASH } from './key.ts';
import { HEAD_ROW, rowOfEvent } from './rows.ts';

/** An event before it has its place in a chain. */
export type NewEvent = Omit<AuditEvent, 'chain' | 'sequence' | 'keyId'>;

interface Head {
  readonly sequence: number;
  readonly hash: string;
  readonly etag: string | undefined;
}

/** Another writer kept winning; nothing was appended. */
export class ChainBusyError extends Error {
  override readonly name = 'ChainBusyError';
  readonly code = 'audit_chain_busy';
}

/** The head row is gone though it, or an event, was there: audit rows or the table were deleted. Nothing was appended. */
export class ChainBrokenError extends Error {
  override readonly name = 'ChainBrokenError';
  readonly code = 'audit_chain_broken';
}

const TRIES = 30;

/** Makes the rows that go into the same transaction as the events. */
type Beside = (chained: readonly ChainedEvent[]) => TransactionAction[];

const hashSchema = z.object({ hash: z.string() });
const headSchema = z.object({ sequence: z.number(), hash: z.string(), etag: z.string() });

/**
 * One append-only chain, one partition. Events and the head row go in one transaction that replaces the head by its
 * ETag: two writers cannot fork the chain, and a crash leaves all of a transaction or nothing.
 */
export class Chain {
  readonly #table: TableClient;
  readonly #name: string;
  readonly #key: AuditKey;
  #head: Head | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(table: TableClient, name: string, key: AuditKey) {
    this.#table = table;
    this.#name = name;
    this.#key = key;
  }

  /**
   * Appends events together with the rows that `beside` makes for them, at most 99 in all. Gives the events with their
   * places, or `already_done` when the row `unless` names is no longer there: then nothing was appended.
   */
  append(events: readonly NewEvent[], beside: Beside, unless?: string): Promise<ChainedEvent[] | 'already_done'> {
    const turn = this.#last.then(() => this.#append(events, beside, unless));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #append(events: readonly NewEvent[], beside: Beside, unless: string | undefined) {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      this.#head ??= await this.#readHead();
      const head = this.#head;
      const chained = this.#chain(events, head);
      const sequence = head.sequence + events.length;
      const hash = chained.at(-1)?.hash ?? head.hash;
      const row = { partitionKey: this.#name, rowKey: HEAD_ROW, sequence, hash };
      const actions: TransactionAction[] = [
        head.etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag: head.etag }],
        ...chained.map((event): TransactionAction => ['create', rowOfEvent(event)]),
        ...beside(chained),
      ];
      try {
        const answer = await this.#table.submitTransaction(actions);
        // The head is the first action; its answer is found by place, for the emulator does not name the rows.
        const etag = answer.subResponses[0]?.etag;
        this.#head = etag === undefined ? undefined : { sequence, hash, etag };
        return chained;
      } catch (error) {
        this.#head = await this.#readHead();
        if (this.#head.etag === undefined) throw this.#withoutHead(error);
        // The answer may have been lost though the transaction was done: then our own hash is in the chain.
        if (await this.#holds(chained.at(-1))) return chained;
        if (unless !== undefined && !(await this.#has(unless))) return 'already_done';
        if (!isConflict(error) && !isMissing(error)) throw error;
      }
    }
    throw new ChainBusyError(`The audit chain ${this.#name} stayed busy; the run tries again.`);
  }

  /** What a failed append means when there is no head row: a refusal shows that other rows are there, or were. */
  #withoutHead(error: unknown): unknown {
    if (!isConflict(error) && !isMissing(error)) return error;
    return new ChainBrokenError(
      `The head of the audit chain ${this.#name} is gone: audit rows or the whole table were deleted. Restore them.`,
    );
  }

  #chain(events: readonly NewEvent[], head: Head): ChainedEvent[] {
    let previous = head.hash;
    return events.map((event, index) => {
      const placed = { ...event, chain: this.#name, sequence: head.sequence + 1 + index, keyId: this.#key.id };
      previous = this.#key.hashOf(placed, previous);
      return { ...placed, hash: previous };
    });
  }

  async #readHead(): Promise<Head> {
    const row = await this.#find(HEAD_ROW);
    return row === undefined ? { sequence: 0, hash: NO_HASH, etag: undefined } : headSchema.parse(row);
  }

  /** Whether an event, as we made it, stands in the chain. */
  async #holds(event: ChainedEvent | undefined): Promise<boolean> {
    if (event === undefined) return false;
    const row = await this.#find(rowOfEvent(event).rowKey);
    return hashSchema.safeParse(row).data?.hash === event.hash;
  }

  async #has(rowKey: string): Promise<boolean> {
    return (await this.#find(rowKey)) !== undefined;
  }

  async #find(rowKey: string): Promise<unknown> {
    try {
      return await this.#table.getEntity(this.#name, rowKey);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { chunk } from '../chunk.ts';
import { recordOf } from '../register/record.ts';
import { SafeError } from '../safe-error.ts';
import { leadingToSubject } from './chain.ts';
import type { ChainedEvent } from './event.ts';
import { type IndexRow, indexRowSchema, macOfIndexRow, sumOf } from './index-row.ts';
import { NO_HASH } from './key.ts';
import type { Keyring } from './keyring.ts';
import { prunedClaim } from './pruned-claim.ts';
import { type PrunedRange, prunedRange } from './pruned-row.ts';
import { CHAIN_NAMES, chainOf, eventOfRow, eventRow } from './rows.ts';
import type { AuditTrail, Author } from './trail.ts';

/** Events of a subject are not what was written; nothing of it is pruned, for that would remove the evidence. */
export class PruneRefusedError extends SafeError<'prune_refused'> {
  override readonly name = 'PruneRefusedError';

  constructor(subject: string) {
    super('prune_refused', `Events of ${subject} are not what was written, so none is pruned. Verify the audit trail.`);
  }
}

/** Somebody of whom the last word in the trail is that HubSpot has them no more. */
export interface Gone {
  readonly subject: string;
  /** The row that leads to it. */
  readonly row: string;
}

/** Events in one transaction: with head, event of the pruning and rows that lead to events at most 100 rows. */
const EVENTS_PER_TRANSACTION = 60;
const INDEX_ROWS_PER_TRANSACTION = 30;

/** Removes the events of those who were erased long ago, and records that, so that it is told from a cut. */
export class Pruner {
  readonly #table: TableClient;
  readonly #trail: Pick<AuditTrail, 'chain'>;
  readonly #keys: Keyring;

  constructor(table: TableClient, trail: Pick<AuditTrail, 'chain'>, keys: Keyring) {
    this.#table = table;
    this.#trail = trail;
    this.#keys = keys;
  }

  /** Contacts that were gone before an instant (ISO 8601 UTC), with nothing recorded of them since. */
  async *goneBefore(until: string): AsyncGenerator<Gone> {
    for (const chain of CHAIN_NAMES) {
      for await (const { rowKey, first } of this.#index(chain, 'gone|', `gone|${until}`)) {
        const subject = subjectOf(rowKey);
        if (recordOf(subject)?.kind === 'contacts' && (await this.#isLast(chain, subject, first)))
          yield { subject, row: rowKey };
      }
    }
  }

  /** Removes all events of a subject; gives how many. Safe to repeat. Throws `PruneRefusedError`. */
  async prune({ subject, row }: Gone, author: Author): Promise<number> {
    const chain = chainOf(subject);
    const index = await this.#indexOf(chain, subject);
    const events = await this.#eventsOf(chain, subject, index);
    const gone = await this.#goneRows(chain, subject);
    const parts = chunk(events, EVENTS_PER_TRANSACTION);
    const isDone = (row: IndexRow, pruned: number) =>
      events.slice(pruned).every(({ sequence }) => !leadsTo(row, sequence));
    let left = index;
    for (const [number, part] of parts.entries()) {
      const done = left.filter((row) => isDone(row, number * EVENTS_PER_TRANSACTION + part.length));
      const rows = done.slice(0, INDEX_ROWS_PER_TRANSACTION);
      left = left.filter((row) => !rows.includes(row));
      const isLast = number === parts.length - 1 && left.length === 0;
      await this.#pruneTogether(chain, part, isLast ? [...rows, ...gone] : rows, author, row);
    }
    for (const rows of [...chunk(left, INDEX_ROWS_PER_TRANSACTION), ...(left.length > 0 ? [gone] : [])]) {
      await this.#pruneTogether(chain, [], rows, author, row);
    }
    return events.length;
  }

  async #pruneTogether(
    chain: string,
    events: readonly ChainedEvent[],
    index: readonly IndexRow[],
    author: Author,
    unless: string,
  ): Promise<void> {
    const ranges = this.#ranges(chain, events);
    const digest = sumOf(
      NO_HASH,
      ranges.map(({ mac }) => mac),
    );
    const subject = `audit:${chain}`;
    const cause = prunedClaim(events.length, ranges.length, digest);
    const what = { ...author, action: 'pruned', property: '', before: '', after: '', cause } as const;
    await this.#trail
      .chain(chain)
      .append(
        [{ ...what, subject }],
        ([placed]) => ({ ...leadingToSubject(subject, placed), pruned: { ranges, index } }),
        unless,
      );
  }

  #ranges(chain: string, events: readonly ChainedEvent[]): PrunedRange[] {
    const runs: ChainedEvent[][] = [];
    for (const event of events) {
      const run = runs.at(-1);
      if (run !== undefined && run.at(-1)?.sequence === event.sequence - 1) run.push(event);
      else runs.push([event]);
    }
    return runs.flatMap((run) => {
      const [from, to] = [run[0], run.at(-1)];
      if (from === undefined || to === undefined) return [];
      const { previousHash } = from;
      const places = { chain, first: from.sequence, last: to.sequence };
      return [prunedRange({ ...places, previousHash, hash: to.hash }, this.#keys.current)];
    });
  }

  /** Whether the event that says a subject is gone is the last one that is recorded of it. */
  async #isLast(chain: string, subject: string, place: number): Promise<boolean> {
    for await (const row of this.#index(chain, `subject|${subject}|`, `subject|${subject}|~`)) {
      return row.outcomeLast <= place;
    }
    return false;
  }

  async #indexOf(chain: string, subject: string): Promise<IndexRow[]> {
    const rows: IndexRow[] = [];
    for await (const row of this.#index(chain, `subject|${subject}|`, `subject|${subject}|~`)) rows.push(row);
    if (rows.some((row) => !this.#isGenuineRow(chain, row))) throw new PruneRefusedError(subject);
    return rows.reverse();
  }

  async #goneRows(chain: string, subject: string): Promise<IndexRow[]> {
    const rows: IndexRow[] = [];
    for await (const row of this.#index(chain, 'gone|', 'gone~')) if (subjectOf(row.rowKey) === subject) rows.push(row);
    return rows;
  }

  async #eventsOf(chain: string, subject: string, index: readonly IndexRow[]): Promise<ChainedEvent[]> {
    const found = new Map<number, ChainedEvent>();
    for (const { first, last, outcomeFirst, outcomeLast } of index) {
      for (const [from, to] of [[first, last] as const, [outcomeFirst, outcomeLast] as const]) {
        const filter = odata`PartitionKey eq ${chain} and RowKey ge ${eventRow(from)} and RowKey le ${eventRow(to)}`;
        for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
          // What an interrupted pruning removed before is there no more.
          if (prunedSchema.safeParse(row).success) continue;
          const event = eventOfRow(row);
          if (event.subject !== subject || !this.#isGenuine(event)) throw new PruneRefusedError(subject);
          found.set(event.sequence, event);
        }
      }
    }
    return [...found.values()].sort((a, b) => a.sequence - b.sequence);
  }

  #isGenuine({ previousHash, hash, ...event }: ChainedEvent): boolean {
    return (this.#keys.find(event.keyId)?.hashOf(event, previousHash) ?? hash) === hash;
  }

  #isGenuineRow(chain: string, row: IndexRow): boolean {
    const key = this.#keys.find(row.keyId);
    return key === undefined || macOfIndexRow(chain, row, key) === row.mac;
  }

  async *#index(chain: string, from: string, to: string): AsyncGenerator<IndexRow> {
    const filter = odata`PartitionKey eq ${chain} and RowKey ge ${from} and RowKey lt ${to}`;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) yield indexRowSchema.parse(row);
  }
}

function subjectOf(goneRow: string): string {
  return goneRow.split('|')[2] ?? '';
}

const prunedSchema = z.object({ pruned: z.literal(true) });

function leadsTo({ first, last, outcomeFirst, outcomeLast }: IndexRow, sequence: number): boolean {
  return (first <= sequence && sequence <= last) || (outcomeFirst <= sequence && sequence <= outcomeLast);
}

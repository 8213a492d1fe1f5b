import type { TableClient } from '@azure/data-tables';
import { chunk } from '../../chunk.ts';
import { recordOf } from '../../register/record.ts';
import { occurrenceContent } from '../content.ts';
import type { ChainedEntry } from '../entry.ts';
import type { IndexRow } from '../index-row.ts';
import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import { leadingTo } from '../leading-rows.ts';
import { prunedClaim } from '../pruned-claim.ts';
import { type PrunedRange, prunedRange } from '../pruned-row.ts';
import type { Author } from '../recorded.ts';
import { CHAIN_NAMES, chainOf } from '../rows.ts';
import { sumOf } from '../sum.ts';
import type { AuditTrail } from '../trail.ts';
import { historyOf, indexRowsIn, type LedEntry, rowsOfSubject } from './subject-history.ts';

/** Somebody of whom the last word in the trail is that HubSpot has them no more. */
export interface Gone {
  readonly subject: string;
  /** The row that leads to it; it names the time. */
  readonly row: string;
}

/** Each takes two rows of a transaction: its own and the one that leads to it. Head and event of the pruning come on top. */
const ENTRIES_PER_TRANSACTION = 40;
const GONE_ROWS_PER_TRANSACTION = 15;

/** Removes the entries of those who were erased long ago, and records that, so that it is told from a cut. */
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
      for await (const { rowKey, first } of indexRowsIn(this.#table, chain, 'gone|', `gone|${until}`)) {
        const subject = subjectOf(rowKey);
        if (recordOf(subject)?.kind === 'contacts' && (await this.#isLast(chain, subject, first)))
          yield { subject, row: rowKey };
      }
    }
  }

  /** Whether the trail says, at an instant (ISO 8601 UTC) or later, that a subject is gone. */
  async goneSince(subject: string, at: string): Promise<boolean> {
    for await (const { rowKey } of indexRowsIn(this.#table, chainOf(subject), `gone|${at}`, 'gone~'))
      if (subjectOf(rowKey) === subject) return true;
    return false;
  }

  /** Removes all entries of a subject; gives how many events they held. Safe to repeat. Throws `PruneRefusedError`. */
  async prune(gone: Gone, author: Author): Promise<number> {
    const history = await historyOf(this.#table, gone.subject, this.#keys);
    const marks = (await this.#goneRows(gone.subject)).reverse();
    const batches = chunk(history, ENTRIES_PER_TRANSACTION);
    const last = batches.pop() ?? [];
    // The rows by which it was found go last, so that an interrupted pruning is found again.
    for (const batch of batches) await this.#pruneTogether(gone, batch, [], author);
    for (const some of chunk(marks, GONE_ROWS_PER_TRANSACTION).slice(1))
      await this.#pruneTogether(gone, [], some, author);
    await this.#pruneTogether(gone, last, marks.slice(0, GONE_ROWS_PER_TRANSACTION), author);
    return history.reduce((sum, { entry }) => sum + (entry ? entry.last - entry.first + 1 : 0), 0);
  }

  async #pruneTogether(
    { subject, row }: Gone,
    batch: readonly LedEntry[],
    marks: readonly IndexRow[],
    author: Author,
  ): Promise<void> {
    const chain = chainOf(subject);
    const entries = batch.flatMap(({ entry }) => entry ?? []);
    const ranges = this.#ranges(chain, entries);
    const claim = {
      events: ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0),
      ranges: ranges.length,
      gone: row.split('|')[1] ?? '',
      digest: sumOf(
        NO_HASH,
        ranges.map(({ mac }) => mac),
      ),
    };
    const pruned = {
      ranges,
      places: entries.map(({ first }) => first),
      index: [...batch.map((led) => led.row), ...marks],
    };
    const said = { ...author, action: 'pruned', subject: `audit:${chain}`, size: 1 } as const;
    const entry = { ...said, content: occurrenceContent(prunedClaim(claim)) };
    await this.#trail.chain(chain).append([entry], (placed) => ({ ...leadingTo(placed), pruned }), row);
  }

  /** Neighbours go into one range. */
  #ranges(chain: string, entries: readonly ChainedEntry[]): PrunedRange[] {
    const runs: { first: ChainedEntry; last: ChainedEntry }[] = [];
    for (const entry of entries) {
      const run = runs.at(-1);
      if (run !== undefined && run.last.last === entry.first - 1) run.last = entry;
      else runs.push({ first: entry, last: entry });
    }
    return runs.map(({ first: { first, previousHash }, last: { last, hash } }) =>
      prunedRange({ chain, first, last, previousHash, hash }, this.#keys.current),
    );
  }

  /** Whether the entry that says a subject is gone is the last one that is recorded of it. */
  async #isLast(chain: string, subject: string, place: number): Promise<boolean> {
    for await (const row of indexRowsIn(this.#table, chain, ...rowsOfSubject(subject)))
      return Math.max(row.last, row.outcomeLast) <= place;
    return false;
  }

  async #goneRows(subject: string): Promise<IndexRow[]> {
    const rows: IndexRow[] = [];
    for await (const row of indexRowsIn(this.#table, chainOf(subject), 'gone|', 'gone~'))
      if (subjectOf(row.rowKey) === subject) rows.push(row);
    return rows;
  }
}

function subjectOf(goneRow: string): string {
  return goneRow.split('|')[2] ?? '';
}

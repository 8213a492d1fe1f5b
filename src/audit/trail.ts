import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { chunk } from '../chunk.ts';
import { groupBy } from '../group-by.ts';
import { Chain } from './chain.ts';
import { concludable } from './concludable.ts';
import { occurrenceContent } from './content.ts';
import { type ChainedEntry, entryOfRow, hasItsHash, type NewEntry } from './entry.ts';
import { ChainBrokenError } from './errors.ts';
import type { ChainedEvent } from './event.ts';
import { eventsOf } from './events-of-entry.ts';
import { intentEntries, packed } from './intent-entries.ts';
import type { Keyring } from './keyring.ts';
import { closing, leadingTo, opening } from './leading-rows.ts';
import { entriesOf, outcomeEntries } from './outcome-entries.ts';
import {
  type Author,
  type Conclusion,
  changeName,
  type Intent,
  type Occurrence,
  type OpenIntents,
} from './recorded.ts';
import { CHAIN_NAMES, chainOf, entryRow, OPEN_ROWS, openRow } from './rows.ts';
import { shortened } from './shortened.ts';

export type { Author, Conclusion, Intent, Occurrence, OpenIntents } from './recorded.ts';

/** With the head and a row that leads from the run, each takes up to three: its own and those that lead to it. */
const OCCURRENCES_PER_TRANSACTION = 32;

/** The audit trail: an intent before each write, an outcome after it, both in a chain that cannot be forked. */
export class AuditTrail {
  readonly #table: TableClient;
  readonly #keys: Keyring;
  readonly #chains: ReadonlyMap<string, Chain>;

  /** `now` gives ISO 8601 UTC with milliseconds. */
  constructor(table: TableClient, keys: Keyring, now: () => string) {
    this.#table = table;
    this.#keys = keys;
    this.#chains = new Map(CHAIN_NAMES.map((name) => [name, new Chain(table, name, keys, now)]));
  }

  /** Records what is about to be written. Only then may it be written. */
  async intend(intents: readonly Intent[], author: Author): Promise<OpenIntents[]> {
    const byChain = groupBy(intents, ({ subject }) => chainOf(subject));
    const opened = await Promise.all([...byChain].map(([chain, mine]) => this.#intendInChain(chain, mine, author)));
    return opened.flat();
  }

  async #intendInChain(chain: string, intents: readonly Intent[], author: Author): Promise<OpenIntents[]> {
    const opened: OpenIntents[] = [];
    const entries = intents.flatMap((intent) => intentEntries(intent, author, this.#keys.current));
    for (const group of packed(entries)) {
      const chained = await this.chain(chain).append(group, opening);
      if (chained === 'already_done') continue;
      opened.push({ chain, mark: openRow(chained[0]?.first ?? 0), events: chained.flatMap(eventsOf) });
    }
    return opened;
  }

  /**
   * Records what became of intents: `conclusions` by subject, or by change (`changeName`) where the changes of a subject have fates
   * of their own. Intents without a conclusion stay open, and do not keep the others of their transaction from being concluded;
   * intents that were concluded before are left as they are. Gives how many transactions stay open.
   */
  async conclude(
    open: readonly OpenIntents[],
    conclusions: ReadonlyMap<string, Conclusion>,
    author: Author,
  ): Promise<number> {
    const left = await Promise.all(open.map((intents) => this.#concludeTogether(intents, conclusions, author)));
    return left.filter((isLeft) => isLeft).length;
  }

  /** Whether some of the intents stay open. */
  async #concludeTogether(
    { chain, mark, events }: OpenIntents,
    conclusions: ReadonlyMap<string, Conclusion>,
    author: Author,
  ): Promise<boolean> {
    const isKnown = (event: ChainedEvent) => conclusions.has(event.subject) || conclusions.has(changeName(event));
    let isLeft = false;
    for (const { intents, ...rest } of concludable(entriesOf(events), mark, isKnown)) {
      isLeft ||= rest.left.length > 0;
      const outcomes = outcomeEntries(intents, conclusions, author);
      const placed = await this.chain(chain).append(outcomes, (entries) => closing(intents, entries, rest), rest.mark);
      if (placed === 'already_done') return isLeft;
    }
    return isLeft || !events.every(isKnown);
  }

  /** Records what happened, each under its subject and, unless the author has none, under the run. */
  async record(occurrences: readonly Occurrence[], author: Author): Promise<void> {
    const byChain = groupBy(occurrences, ({ subject }) => chainOf(subject));
    await Promise.all([...byChain].map(([chain, mine]) => this.#recordInChain(chain, mine, author)));
  }

  async #recordInChain(chain: string, occurrences: readonly Occurrence[], author: Author): Promise<void> {
    for (const group of chunk(occurrences, OCCURRENCES_PER_TRANSACTION)) {
      const entries = group.map(({ action, subject, cause }): NewEntry => {
        return { ...author, action, subject, content: occurrenceContent(shortened(cause)), size: 1 };
      });
      await this.chain(chain).append(entries, leadingTo);
    }
  }

  /** Intents that a crash left without outcome, in every chain. Throws `ChainBrokenError` when somebody altered one. */
  async open(): Promise<OpenIntents[]> {
    const found = await Promise.all(CHAIN_NAMES.map((chain) => this.#openInChain(chain)));
    return found.flat();
  }

  async #openInChain(chain: string): Promise<OpenIntents[]> {
    const filter = odata`PartitionKey eq ${chain} and RowKey ge ${OPEN_ROWS.from} and RowKey lt ${OPEN_ROWS.to}`;
    const open: OpenIntents[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const { rowKey: mark, first, last } = markSchema.parse(row);
      open.push({ chain, mark, events: (await this.#entries(chain, first, last)).flatMap(eventsOf) });
    }
    return open;
  }

  /** Entries of a chain that begin at one number or behind it, up to another, in order. */
  async #entries(chain: string, first: number, last: number): Promise<ChainedEntry[]> {
    const filter = odata`PartitionKey eq ${chain} and RowKey ge ${entryRow(first)} and RowKey le ${entryRow(last)}`;
    const entries: ChainedEntry[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const entry = entryOfRow(row);
      const key = entry && this.#keys.find(entry.keyId);
      // What became of them is decided by what they say.
      if (entry === undefined || (key !== undefined && !hasItsHash(entry, key))) {
        throw new ChainBrokenError(`Open intents of ${chain} are not what was written. Verify the audit trail.`);
      }
      entries.push(entry);
    }
    return entries;
  }

  /** One of the chains, by its name. Throws `RangeError` for one that there is not. */
  chain(name: string): Chain {
    const chain = this.#chains.get(name);
    if (chain === undefined) throw new RangeError(`there is no audit chain ${name}`);
    return chain;
  }
}

const markSchema = z.object({ rowKey: z.string(), first: z.number(), last: z.number() });

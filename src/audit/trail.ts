import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { chunk } from '../chunk.ts';
import { groupBy } from '../group-by.ts';
import { Chain, type NewEvent } from './chain.ts';
import type { AuditEvent, ChainedEvent, OccurrenceAction, Outcome } from './event.ts';
import type { Keyring } from './keyring.ts';
import { closing, leadingTo, opening } from './leading-rows.ts';
import { packed } from './pack-intents.ts';
import { CHAIN_NAMES, chainOf, eventOfRow, eventRow, OPEN_ROWS, openRow } from './rows.ts';

/** Changes that are about to be made to one contact or company. */
export interface Intent {
  readonly subject: string;
  readonly cause: string;
  /** The changes; one may have a cause of its own. */
  readonly changes: readonly (Pick<AuditEvent, 'property' | 'before' | 'after'> & { readonly cause?: string })[];
}

/** Something that happened and changes no property. */
export interface Occurrence {
  readonly action: OccurrenceAction;
  /** `contact:101`, `company:201`, `run:ID`, `function:NAME` or `audit:CHAIN`. */
  readonly subject: string;
  /** Why, or what exactly; ids, codes and numbers only. */
  readonly cause: string;
}

/** Who makes the changes, in which run; the id is empty outside of runs. */
export interface Author {
  readonly runId: string;
  readonly actor: string;
}

/** Intents of one transaction that have no outcome yet. They get their outcomes in one transaction too. */
export interface OpenIntents {
  readonly chain: string;
  readonly events: readonly ChainedEvent[];
}

/** What became of the intents of one subject. */
export interface Conclusion {
  readonly outcome: Outcome;
  /** Why; the cause of the intent where there is none. */
  readonly cause?: string;
}

/** With the head and a row that leads from the run, each takes up to three: its own and those that lead to it. */
const OCCURRENCES_PER_TRANSACTION = 32;

/** The audit trail: an intent before each write, an outcome after it, both in a chain that cannot be forked. */
export class AuditTrail {
  readonly #table: TableClient;
  readonly #chains: ReadonlyMap<string, Chain>;

  /** `now` gives ISO 8601 UTC with milliseconds. */
  constructor(table: TableClient, keys: Keyring, now: () => string) {
    this.#table = table;
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
    for (const group of packed(intents)) {
      const events = group.flatMap(({ subject, cause, changes }) =>
        changes.map(({ property, before, after, cause: own = cause }): NewEvent => {
          return { ...author, action: 'intent', subject, property, before, after, cause: own };
        }),
      );
      const chained = await this.chain(chain).append(events, (placed) => ({ opened: opening(placed) }));
      if (chained !== 'already_done') opened.push({ chain, events: chained });
    }
    return opened;
  }

  /**
   * Records what became of intents. Intents whose subject has no conclusion leave the whole transaction open; intents
   * that were concluded before are left as they are. Gives how many transactions stay open.
   */
  async conclude(
    open: readonly OpenIntents[],
    conclusions: ReadonlyMap<string, Conclusion>,
    author: Author,
  ): Promise<number> {
    const known = open.filter(({ events }) => events.every(({ subject }) => conclusions.has(subject)));
    await Promise.all(known.map((intents) => this.#concludeOne(intents, conclusions, author)));
    return open.length - known.length;
  }

  async #concludeOne(
    { chain, events }: OpenIntents,
    conclusions: ReadonlyMap<string, Conclusion>,
    author: Author,
  ): Promise<void> {
    const outcomes = events.flatMap(({ subject, property, before, after, cause }): NewEvent[] => {
      const conclusion = conclusions.get(subject);
      if (conclusion === undefined) return [];
      const { outcome: action } = conclusion;
      return [{ ...author, action, subject, property, before, after, cause: conclusion.cause ?? cause }];
    });
    await this.chain(chain).append(outcomes, (placed) => closing(events, placed), openRow(events[0]?.sequence ?? 0));
  }

  /** Records what happened, each under its subject and, unless the author has none, under the run. */
  async record(occurrences: readonly Occurrence[], author: Author): Promise<void> {
    const byChain = groupBy(occurrences, ({ subject }) => chainOf(subject));
    await Promise.all([...byChain].map(([chain, mine]) => this.#recordInChain(chain, mine, author)));
  }

  async #recordInChain(chain: string, occurrences: readonly Occurrence[], author: Author): Promise<void> {
    for (const group of chunk(occurrences, OCCURRENCES_PER_TRANSACTION)) {
      const events = group.map(({ action, subject, cause }): NewEvent => {
        return { ...author, action, subject, property: '', before: '', after: '', cause };
      });
      await this.chain(chain).append(events, leadingTo);
    }
  }

  /** Intents that a crash left without outcome, in every chain. */
  async open(): Promise<OpenIntents[]> {
    const found = await Promise.all(CHAIN_NAMES.map((chain) => this.#openInChain(chain)));
    return found.flat();
  }

  async #openInChain(chain: string): Promise<OpenIntents[]> {
    const filter = odata`PartitionKey eq ${chain} and RowKey ge ${OPEN_ROWS.from} and RowKey lt ${OPEN_ROWS.to}`;
    const open: OpenIntents[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const { first, last } = rangeSchema.parse(row);
      open.push({ chain, events: await this.#events(chain, first, last) });
    }
    return open;
  }

  /** Events of a chain from one place to another, both included, in order. */
  async #events(chain: string, first: number, last: number): Promise<ChainedEvent[]> {
    const filter = odata`PartitionKey eq ${chain} and RowKey ge ${eventRow(first)} and RowKey le ${eventRow(last)}`;
    const events: ChainedEvent[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) events.push(eventOfRow(row));
    return events;
  }

  /** One of the chains, by its name. Throws `RangeError` for one that there is not. */
  chain(name: string): Chain {
    const chain = this.#chains.get(name);
    if (chain === undefined) throw new RangeError(`there is no audit chain ${name}`);
    return chain;
  }
}

const rangeSchema = z.object({ first: z.number(), last: z.number() });

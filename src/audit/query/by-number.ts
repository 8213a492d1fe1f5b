import { readOutcome } from '../content.ts';
import type { ChainedEntry } from '../entry.ts';
import type { ChainedEvent } from '../event.ts';
import { eventsOf, outcomesOf } from '../events-of-entry.ts';
import type { Range } from '../verify/ranges.ts';
import type { ChainReads } from './chain-reads.ts';

/** Numbers looked at together, at first and at most: an outcome spans hundreds, an occurrence one. */
const WIDTH = 256;
const WIDEST = 16_384;
/** Where the service passes over nearly everything itself, wider looks cost us no more. */
const WIDEST_OF_FEW = 1_048_576;
/** When fewer entries than this begin in a look, the next is wider. */
const FEW = 64;

/**
 * All events of a chain between two numbers, newest first. No entry that begins before the first of them is asked for; the one
 * that holds the last may begin far before it. `also` is a filter on columns of entries, of which few remain.
 */
export async function* byNumber(
  reads: ChainReads,
  { first, last }: Range,
  also?: string,
): AsyncGenerator<ChainedEvent> {
  const widest = also === undefined ? WIDEST : WIDEST_OF_FEW;
  let width = also === undefined ? WIDTH : WIDEST;
  for (let high = last; high >= first; ) {
    const low = Math.max(first, high - width + 1);
    const entries = await reads.entries({ first: low, last: high }, also);
    for (const entry of entries.reverse()) {
      for (const event of (await eventsIn(reads, entry)).reverse()) if (event.sequence <= last) yield event;
    }
    if (entries.length < FEW) width = Math.min(2 * width, widest);
    high = low - 1;
  }
}

async function eventsIn(reads: ChainReads, entry: ChainedEntry): Promise<ChainedEvent[]> {
  if (entry.action !== 'outcome') return eventsOf(entry);
  const { of = 1 } = readOutcome(entry.content) ?? {};
  const intents = await reads.entries({ first: of, last: of + entry.last - entry.first });
  return outcomesOf(entry, intents.flatMap(eventsOf));
}

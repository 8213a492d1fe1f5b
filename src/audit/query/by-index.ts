import { odata } from '@azure/data-tables';
import pMap from 'p-map';
import type { ChainedEvent } from '../event.ts';
import { eventsOf, outcomesOf } from '../events-of-entry.ts';
import type { Range } from '../verify/ranges.ts';
import type { ChainReads } from './chain-reads.ts';
import { type IndexKey, openPointers, type Pointer, pointers } from './pointers.ts';

/** Pointers followed side by side. */
const AT_ONCE = 8;
/** Nearly every index row leads to more events than these. */
const EVENTS_OF_ROW = 4;
const LEAST_INDEX_ROWS = 8;
/** Intents and outcomes that stand no further apart are read at once. */
const NEAR = 4_000;

/** How events are found by rows that lead to them. */
export interface Lead {
  readonly keyOf: IndexKey;
  /** Which of those rows; all unless given. */
  readonly rows?: string | undefined;
  /** Keeps the service from sending others' entries that stand in between. */
  readonly entries?: string | undefined;
}

/** Some of what a pointer leads to: its intents, or their outcomes. */
interface EventRange extends Range {
  readonly load: () => Promise<readonly ChainedEvent[]>;
}

/**
 * The events of one subject or run between two numbers, newest first; the rows that lead to them are read in batches for about
 * `batch` events and then more.
 *
 * They stand in the order of the intents. An outcome that was long in coming, after a crash, stands far in front of what its row
 * suggests. So each batch is completed by the rows behind it that lead to something in front of its end.
 */
export async function* byIndex(
  reads: ChainReads,
  lead: Lead,
  bounds: Range,
  batch: number,
): AsyncGenerator<ChainedEvent> {
  const { keyOf, rows } = lead;
  const rangesOf = (found: readonly Pointer[]) => found.flatMap((pointer) => eventRanges(reads, pointer, lead, bounds));
  // Marks before index rows: what is concluded in between is then found in both, rather than in neither.
  const pending = rangesOf(await openPointers(reads));
  const seen = new Set<number>();
  let before = Number.POSITIVE_INFINITY;
  let size = Math.max(LEAST_INDEX_ROWS, Math.ceil(batch / EVENTS_OF_ROW));
  for (let high = bounds.last; high >= bounds.first; size *= 2) {
    const listed = await pointers(reads, { from: keyOf(high), to: keyOf(bounds.first), also: rows }, size);
    const end = listed.length < size ? bounds.first : (listed.at(-1)?.place ?? bounds.first);
    const late = odata`outcomeLast ge ${end} and outcomeFirst le ${bounds.last}`;
    const also = rows === undefined ? late : `${late} and (${rows})`;
    const more = end > 1 ? await pointers(reads, { from: keyOf(end - 1), to: keyOf(0), also }) : [];
    const fresh = [...listed, ...more].filter(({ place }) => !seen.has(place));
    for (const { place } of fresh) seen.add(place);
    pending.push(...rangesOf(fresh));
    pending.sort((a, b) => b.last - a.last);
    const ready = pending.findIndex(({ last }) => last < end);
    for await (const event of loaded(pending.splice(0, ready < 0 ? pending.length : ready))) {
      // What was concluded while we read is led to by a mark and by a row.
      if (event.sequence >= before) continue;
      before = event.sequence;
      yield event;
    }
    high = end - 1;
  }
}

async function* loaded(ready: readonly EventRange[]): AsyncGenerator<ChainedEvent> {
  for (let done = 0; done < ready.length; done += AT_ONCE) {
    const some = ready.slice(done, done + AT_ONCE);
    const found = await pMap(some, ({ load }) => load(), { concurrency: AT_ONCE });
    for (const [index, { first, last }] of some.entries()) {
      const own = found[index]?.filter(({ sequence }) => first <= sequence && sequence <= last) ?? [];
      yield* own.reverse();
    }
  }
}

function eventRanges(reads: ChainReads, pointer: Pointer, { entries }: Lead, { first, last }: Range): EventRange[] {
  let events: Promise<readonly ChainedEvent[]> | undefined;
  const load = () => {
    events ??= eventsAt(reads, pointer, entries);
    return events;
  };
  return [pointer.intents, ...(pointer.outcomes ? [pointer.outcomes] : [])]
    .map((range) => ({ first: Math.max(range.first, first), last: Math.min(range.last, last), load }))
    .filter((range) => range.first <= range.last);
}

/** The events that a pointer leads to, in order. */
async function eventsAt(reads: ChainReads, { intents, outcomes }: Pointer, also?: string): Promise<ChainedEvent[]> {
  const isIn = (range: Range) => (entry: { readonly first: number }) =>
    range.first <= entry.first && entry.first <= range.last;
  if (outcomes === undefined) return (await reads.entries(intents, also)).flatMap(eventsOf);
  const at = { first: outcomes.entry, last: outcomes.last };
  const ranges = at.last - intents.first <= NEAR ? [{ first: intents.first, last: at.last }] : [intents, at];
  const entries = (await Promise.all(ranges.map((range) => reads.entries(range, also)))).flat();
  const intended = entries.filter(isIn(intents)).flatMap(eventsOf);
  const concluded = entries.filter(isIn(at)).flatMap((entry) => outcomesOf(entry, intended));
  return [...intended, ...concluded];
}

import { NO_HASH } from '../key.ts';
import type { Entry } from '../verify/entry.ts';
import type { ChainSource, Seen } from '../verify/verify-chain.ts';
import type { FileChain } from './file-chain.ts';
import type { Format } from './format.ts';
import { type Placed, Places, placedOf } from './places.ts';
import { linesIn } from './records-in.ts';

/** A chain in an export of it. */
export function fileSource(
  file: string,
  format: Format,
  chain: string,
  found: FileChain,
  seals: (() => AsyncIterable<unknown>) | undefined,
  seen: Seen | undefined,
): ChainSource {
  const source: ChainSource = {
    chain,
    seals,
    seen,
    head: () => Promise.resolve(found.head ?? 'missing'),
    entries: () => entriesIn(file, format, chain, found),
    lastSeal: () => Promise.resolve(found.sealed),
  };
  // What leads to events is not exported; that there is some is, of a chain that has no head any more.
  const leftovers = { anything: true, rows: 0, sum: NO_HASH, openRows: 0, strays: [], tell: () => undefined };
  return found.begun ? { ...source, index: () => Promise.resolve(leftovers) } : source;
}

async function* entriesIn(file: string, format: Format, chain: string, found: FileChain): AsyncGenerator<Entry> {
  const { head } = found;
  const places = new Places(typeof head === 'object' ? head.sequence : Number.POSITIVE_INFINITY);
  let waiting: Placed | undefined;
  for await (const placed of placedIn(file, format, chain, found)) {
    if (waiting !== undefined) yield places.entry(waiting, placed);
    waiting = placed;
  }
  if (waiting !== undefined) yield places.entry(waiting, undefined);
}

async function* placedIn(file: string, format: Format, chain: string, found: FileChain): AsyncGenerator<Placed> {
  for (const { start, end } of found.spans) {
    for await (const line of linesIn(file, format, start, end)) {
      const placed = line.start === found.headDefect ? undefined : placedOf(line);
      const named = line.record !== undefined && 'chain' in line.record ? line.record.chain : line.hint?.chain;
      if (placed !== undefined && (named ?? chain) === chain) yield placed;
    }
  }
}

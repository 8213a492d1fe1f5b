import type { ChainedEvent } from '../event.ts';

/** The newest events of several chains, and the one that each chain would give next; `undefined` where none is left. */
interface Newest {
  readonly events: ChainedEvent[];
  readonly next: readonly (ChainedEvent | undefined)[];
}

/**
 * Takes the `most` newest events of chains that each give theirs newest first. Chains are read no further than that needs.
 * Where times in a chain run backwards for a moment, its own order stands.
 */
export async function takeNewest(chains: readonly AsyncIterator<ChainedEvent>[], most: number): Promise<Newest> {
  const next = await Promise.all(chains.map(nextOf));
  const events: ChainedEvent[] = [];
  while (events.length < most) {
    const newest = newestOf(next);
    if (newest === undefined) break;
    events.push(newest);
    const place = next.indexOf(newest);
    const chain = chains[place];
    if (chain !== undefined) next[place] = await nextOf(chain);
  }
  return { events, next };
}

/** The newest of the events; the first of those at the same instant. */
function newestOf(events: readonly (ChainedEvent | undefined)[]): ChainedEvent | undefined {
  let newest: ChainedEvent | undefined;
  for (const event of events) {
    if (event !== undefined && (newest === undefined || event.at > newest.at)) newest = event;
  }
  return newest;
}

async function nextOf(chain: AsyncIterator<ChainedEvent>): Promise<ChainedEvent | undefined> {
  const { done, value } = await chain.next();
  return done ? undefined : value;
}

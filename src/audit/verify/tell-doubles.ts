import type { Faults } from './fault.ts';
import type { Doubles } from './judge.ts';
import type { ChainSource } from './verify-chain.ts';

/** An event that stands twice was copied; two events with one number are a fork. */
export async function tellDoubles(source: ChainSource, doubles: Doubles, faults: Faults): Promise<void> {
  if (doubles.length === 0) return;
  const wanted = new Set(doubles.map(({ sequence }) => sequence));
  const hashes = new Map<number, string[]>();
  for await (const entry of source.entries()) {
    if (entry.kind !== 'event' || entry.position !== entry.event.sequence || !wanted.has(entry.position)) continue;
    hashes.set(entry.position, [...(hashes.get(entry.position) ?? []), entry.event.hash]);
  }
  for (const { sequence, hash, row, position } of doubles) {
    const [there, ...others] = hashes.get(sequence) ?? [];
    // Of a part of a run the hash is not at hand; in a file its copies bear the same number.
    const isCopy =
      hash === undefined ? others.every((other) => other === there) : there === undefined || there === hash;
    if (isCopy && position !== undefined)
      faults.events('inserted', position, position, `event ${sequence} a second time`);
    else if (isCopy) faults.row('inserted', row, `event ${sequence} a second time`);
    else faults.events('forked', sequence, sequence, `another event with this number stands at ${row}`);
  }
}

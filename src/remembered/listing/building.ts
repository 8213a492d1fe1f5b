import { createHash, randomUUID } from 'node:crypto';
import pMap from 'p-map';
import type { RowKeys } from '../../storage/in-transactions.ts';
import type { ContactListing } from './contact-listing.ts';
import type { ContactRow } from './contact-row.ts';
import { MOST_ROWS } from './contact-rows.ts';
import { type ListingCounts, ListingCounter } from './counts.ts';
import { END_OF_KEYS, nameOf, PARTITIONS, placesOf } from './places.ts';
import { eachRemembered } from './remembered-rows.ts';

/** So many pages are in memory at a time. */
const AT_ONCE = 4;

/**
 * Whether everybody who is remembered stands in all of their places and nothing else does, as one sum of hashes over either side:
 * in constant memory, whatever the order. Counts them as well.
 */
export async function checkRows(
  listing: ContactListing,
): Promise<{ readonly areRight: boolean; readonly counts: ListingCounts }> {
  const wanted = new HashSum();
  const counter = new ListingCounter();
  await eachRemembered(listing, (row) => {
    counter.add(row);
    for (const place of placesOf(row)) wanted.add(place, JSON.stringify(row));
  });
  const found = new HashSum();
  let hasForeign = false;
  await pMap(
    PARTITIONS,
    async (partition) => {
      for await (const { keys, record, row } of listing.rows.all(wholeOf(partition))) {
        if (row === undefined) hasForeign = true;
        else found.add(keys, record ?? '');
      }
    },
    { concurrency: AT_ONCE },
  );
  return { areRight: !hasForeign && wanted.equals(found), counts: counter.counts() };
}

/**
 * Writes everybody's rows anew and then removes what was not written by that. Nobody is missing meanwhile who was not before.
 * Each building has a mark of its own: a run may build more than once, when it is gone on with after a crash amid building.
 */
export async function buildRows(listing: ContactListing): Promise<void> {
  const mark = randomUUID();
  let waiting: ContactRow[] = [];
  const write = async () => {
    const some = waiting;
    waiting = [];
    await listing.rows.put(some, mark);
  };
  await eachRemembered(listing, async (row) => {
    waiting.push(row);
    if (waiting.length >= MOST_ROWS) await write();
  });
  await write();
  for (const partition of PARTITIONS) await removeOthers(listing, partition, mark);
}

async function removeOthers({ rows }: ContactListing, partition: string, mark: string): Promise<void> {
  let others: RowKeys[] = [];
  for await (const { keys, built } of rows.all(wholeOf(partition))) {
    if (built !== mark) others.push(keys);
    if (others.length < MOST_ROWS) continue;
    await rows.remove(others);
    others = [];
  }
  await rows.remove(others);
}

function wholeOf(partition: string) {
  return { partition, from: '', to: END_OF_KEYS };
}

/** A sum over hashes of rows: the same in whatever order they come, another when one is missing or different. */
class HashSum {
  #sum = 0n;

  add(keys: RowKeys, record: string): void {
    const hash = createHash('sha256')
      .update(`${nameOf(keys)}\n${record}`)
      .digest('hex');
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % MODULUS;
  }

  equals(other: HashSum): boolean {
    return this.#sum === other.#sum;
  }
}

const MODULUS = 1n << 256n;

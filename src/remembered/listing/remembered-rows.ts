import pMap from 'p-map';
import type { ContactListing } from './contact-listing.ts';
import { type ContactRow, rowOf } from './contact-row.ts';
import { type ListingCounts, ListingCounter } from './counts.ts';

const DIGITS = '0123456789';

/** So many pages are in memory at a time. */
const AT_ONCE = 4;

/** Goes through what is remembered of all contacts, in no order, as the rows that follow from it. */
export async function eachRemembered(
  { contacts }: Pick<ContactListing, 'contacts'>,
  take: (row: ContactRow) => void | Promise<void>,
): Promise<void> {
  await pMap(
    DIGITS,
    async (digit) => {
      for await (const [id, memory] of contacts.endingIn(digit)) await take(rowOf(id, memory));
    },
    { concurrency: AT_ONCE },
  );
}

/** Counts everybody who is remembered. */
export async function countContacts(listing: Pick<ContactListing, 'contacts'>): Promise<ListingCounts> {
  const counter = new ListingCounter();
  await eachRemembered(listing, (row) => counter.add(row));
  return counter.counts();
}

import { type CalendarDate, daysAfter } from '../../register/calendar.ts';
import type { RetentionStatus } from '../../register/retention.ts';
import { byEnd } from './by-end.ts';
import type { ContactListing } from './contact-listing.ts';
import { COMPARE, type ContactFilter, type ContactQuery, isWanted } from './contact-query.ts';
import { type ContactRow, rowOf } from './contact-row.ts';
import { MOST_ROWS } from './contact-rows.ts';
import type { ListingCounts } from './counts.ts';
import { merged } from './merged.ts';
import { type EndPlace, peopleOf } from './places.ts';
import { smallest } from './smallest.ts';

/** Of a month. */
const MOST_DAYS = 31;

const DIGITS = [...'0123456789'];

/** So few are read at once, and then put into the order of their ids; of more, everybody is gone through in that order. */
const FEW = 5_000;

/** So many are put into an order at a time, where no rows stand in it. */
const SORTED_AT_ONCE = 2_000;

/** What a listing is made of; `counts`, of the last run, tell which way through the rows is the shorter one. */
type Listing = Pick<ContactListing, 'rows' | 'contacts'> & { readonly counts: ListingCounts };

/** A page of contacts, and the place where the next one begins; `null` when there is none. */
interface ContactPage {
  readonly contacts: readonly ContactRow[];
  readonly next: EndPlace | null;
}

/**
 * The contacts that are wanted, in an order, after a place: at most `limit`. A contact that stays as it is while somebody pages is met
 * once; one whose place in the order changes meanwhile may be met twice, or not at all.
 */
export async function contactPage(
  listing: Listing,
  query: ContactQuery,
  { after, limit }: { readonly after: EndPlace | undefined; readonly limit: number },
): Promise<ContactPage> {
  const contacts: ContactRow[] = [];
  for await (const row of inOrder(listing, query, after, limit + 1)) {
    // One more than is wanted tells whether there is another page.
    if (contacts.length === limit) return { contacts, next: contacts.at(-1) ?? null };
    contacts.push(row);
  }
  return { contacts, next: null };
}

/** All contacts that are wanted, in an order, in constant memory. */
export async function* allContacts(listing: Listing, query: ContactQuery): AsyncGenerator<ContactRow> {
  if (standInOrder(listing, query)) {
    yield* inOrder(listing, query, undefined, MOST_ROWS);
    return;
  }
  let after: EndPlace | null | undefined;
  while (after !== null) {
    const page: ContactPage = await contactPage(listing, query, { after, limit: SORTED_AT_ONCE });
    yield* page.contacts;
    after = page.next;
  }
}

/** The first `most` contacts, or more where rows stand in the order that is wanted. */
async function* inOrder(
  listing: Listing,
  query: ContactQuery,
  after: EndPlace | undefined,
  most: number,
): AsyncGenerator<ContactRow> {
  const { filter, sort } = query;
  const compare = COMPARE[sort];
  const isNext = (row: ContactRow) => isWanted(row, filter) && (after === undefined || compare(row, after) > 0);
  const found = only(sourceOf(listing, query, after, Math.min(most, MOST_ROWS)), isNext);
  yield* standInOrder(listing, query) ? found : await smallest(found, compare, most);
}

/** Whether rows stand in the order that is wanted, so that they can be listed as they come. */
function standInOrder({ counts }: Listing, { filter, sort }: ContactQuery): boolean {
  if (filter.companyId !== undefined) return false;
  return sort !== 'contactId' || !isOfFew(filter, counts);
}

function sourceOf(
  { rows, contacts, counts }: Listing,
  { filter, sort }: ContactQuery,
  after: EndPlace | undefined,
  size: number,
): AsyncGenerator<ContactRow> {
  if (filter.companyId !== undefined) return rows.rows(peopleOf(filter.companyId));
  if (sort !== 'contactId') {
    const likelyLast = (status: RetentionStatus) => lastCounted(status, counts);
    return byEnd(rows, filter, sort, after, { size, likelyLast });
  }
  if (isOfFew(filter, counts)) return byEnd(rows, filter, 'endsOn', undefined, { size: MOST_ROWS });
  return merged(
    DIGITS.map((digit) => remembered(contacts.endingIn(digit, after?.contactId, size))),
    COMPARE.contactId,
  );
}

/** A day after which nobody with a status ended when they were counted. */
function lastCounted(status: RetentionStatus, { byMonth }: ListingCounts): CalendarDate | undefined {
  const month = byMonth.findLast((one) => one.month !== null && one.byStatus[status] > 0)?.month ?? undefined;
  return month === undefined ? undefined : daysAfter(`${month}-01`, MOST_DAYS);
}

/** Whether few contacts are wanted of the many that there may be. */
function isOfFew(filter: ContactFilter, { byMonth }: ListingCounts): boolean {
  const { status, endsFrom, endsTo } = filter;
  if (status === undefined && endsFrom === undefined && endsTo === undefined) return false;
  const months = byMonth.filter(({ month }) => {
    if (month === null) return endsFrom === undefined && endsTo === undefined;
    return (endsFrom?.slice(0, 7) ?? '') <= month && month <= (endsTo?.slice(0, 7) ?? '~');
  });
  const expected = months.reduce((sum, { total, byStatus }) => {
    return sum + (status === undefined ? total : byStatus[status]);
  }, 0);
  return expected <= FEW;
}

async function* only<Value>(values: AsyncGenerator<Value>, is: (value: Value) => boolean): AsyncGenerator<Value> {
  for await (const value of values) if (is(value)) yield value;
}

async function* remembered(entries: ReturnType<Listing['contacts']['endingIn']>): AsyncGenerator<ContactRow> {
  for await (const [id, memory] of entries) yield rowOf(id, memory);
}

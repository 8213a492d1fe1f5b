import { type CalendarDate, daysAfter } from '../../register/calendar.ts';
import { RETENTION_STATUSES, type RetentionStatus } from '../../register/retention.ts';
import { COMPARE, type ContactFilter, type ContactSort } from './contact-query.ts';
import type { ContactRow } from './contact-row.ts';
import type { ContactRows } from './contact-rows.ts';
import { latestFirst } from './latest-first.ts';
import { merged } from './merged.ts';
import { afterDay, afterKey, type EndPlace, END_OF_KEYS, endKeyOf, partitionOfStatus, WITHOUT_DATE } from './places.ts';

type Rows = Pick<ContactRows, 'first' | 'rows'>;

/** How rows are read. */
interface Reading {
  /** So many to an answer. */
  readonly size: number;
  /** A day after which probably nobody with a status ends. */
  readonly likelyLast?: (status: RetentionStatus) => CalendarDate | undefined;
}

/** Contacts with a status and an end date that are wanted, after a place, in the order of end dates. */
export function byEnd(
  rows: Rows,
  filter: ContactFilter,
  sort: Exclude<ContactSort, 'contactId'>,
  after: EndPlace | undefined,
  { size, likelyLast = () => undefined }: Reading,
): AsyncGenerator<ContactRow> {
  const statuses = filter.status === undefined ? RETENTION_STATUSES : [filter.status];
  return merged(
    statuses.map((status) => {
      if (sort === 'endsOn') return earliestFirst(rows, status, filter, after, size);
      return fromTheLatest(rows, status, filter, after, { size, likelyLast });
    }),
    COMPARE[sort],
  );
}

function earliestFirst(
  rows: Rows,
  status: RetentionStatus,
  { endsFrom = '', endsTo }: ContactFilter,
  after: EndPlace | undefined,
  size: number,
): AsyncGenerator<ContactRow> {
  const place = after === undefined ? '' : afterKey(endKeyOf(after));
  const everyDate = endsFrom === '' ? END_OF_KEYS : WITHOUT_DATE;
  const to = endsTo === undefined ? everyDate : afterDay(endsTo);
  return rows.rows({ partition: partitionOfStatus(status), from: place > endsFrom ? place : endsFrom, to }, size);
}

async function* fromTheLatest(
  rows: Rows,
  status: RetentionStatus,
  { endsFrom, endsTo }: ContactFilter,
  after: EndPlace | undefined,
  { size, likelyLast }: Required<Reading>,
): AsyncGenerator<ContactRow> {
  const partition = partitionOfStatus(status);
  const place = after === undefined ? undefined : afterKey(endKeyOf(after));
  let last = endsTo;
  if (after !== undefined && after.endsOn !== null) {
    // Within a day it is from the lowest id on.
    yield* rows.rows({ partition, from: place ?? '', to: afterDay(after.endsOn) }, size);
    last = daysAfter(after.endsOn, -1);
  }
  if (after?.endsOn !== null) {
    const days = { ...(endsFrom === undefined ? {} : { first: endsFrom }), ...(last === undefined ? {} : { last }) };
    yield* latestFirst(rows, partition, { ...days, likelyLast: likelyLast(status) }, size);
  }
  if (endsFrom !== undefined || endsTo !== undefined) return;
  yield* rows.rows({ partition, from: after?.endsOn === null ? (place ?? '') : WITHOUT_DATE, to: END_OF_KEYS }, size);
}

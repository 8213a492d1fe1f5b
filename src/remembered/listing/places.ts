import type { CalendarDate } from '../../register/calendar.ts';
import { RETENTION_STATUSES, type RetentionStatus } from '../../register/retention.ts';
import { idKey } from '../../storage/id-key.ts';
import type { RowKeys } from '../../storage/in-transactions.ts';
import type { ContactRow } from './contact-row.ts';

/** A stretch of a partition: from one key up to, and without, another. */
export interface Stretch {
  readonly partition: string;
  readonly from: string;
  readonly to: string;
}

/** After every date: who has no end date stands last. */
export const WITHOUT_DATE = '~';

/** What comes after all keys, in a partition of end dates. */
export const END_OF_KEYS = '~~';

/** The partition of the contacts with a status, in the order of their end dates and then of their ids. */
export function partitionOfStatus(status: RetentionStatus): string {
  return `ends-${status}`;
}

/** The partition in which the people of a company are. */
function partitionOfCompany(companyId: string): string {
  return `members-${companyId.slice(-1)}`;
}

/** Where all people of a company stand. */
export function peopleOf(companyId: string): Stretch {
  return { partition: partitionOfCompany(companyId), from: `${companyId}|`, to: `${companyId}~` };
}

/** All partitions in which rows of contacts stand. */
export const PARTITIONS: readonly string[] = [
  ...RETENTION_STATUSES.map(partitionOfStatus),
  ...[...'0123456789'].map(partitionOfCompany),
];

/** Where a contact stands in the order of end dates. */
export type EndPlace = Pick<ContactRow, 'endsOn' | 'contactId'>;

/** The key of that place; such keys compare as the places do. */
export function endKeyOf({ endsOn, contactId }: EndPlace): string {
  return `${endsOn ?? WITHOUT_DATE}|${idKey(contactId)}`;
}

/** The places in which a contact stands: one in the order of end dates, and one among the people of its company. */
export function placesOf(row: Pick<ContactRow, 'contactId' | 'companyId' | 'status' | 'endsOn'>): RowKeys[] {
  const { contactId, companyId, status } = row;
  const byEnd = { partitionKey: partitionOfStatus(status), rowKey: endKeyOf(row) };
  if (companyId === null) return [byEnd];
  return [byEnd, { partitionKey: partitionOfCompany(companyId), rowKey: `${companyId}|${contactId}` }];
}

/** Comes right after a key of the order of end dates, before all that follow it. */
export function afterKey(key: string): string {
  return `${key}~`;
}

/** Comes after everybody who ends on a day, or before it. */
export function afterDay(day: CalendarDate): string {
  return `${day}~`;
}

/** A text for a place, by which places are told apart. */
export function nameOf({ partitionKey, rowKey }: RowKeys): string {
  return `${partitionKey}/${rowKey}`;
}

import type { CalendarDate } from '../../register/calendar.ts';
import type { RetentionStatus } from '../../register/retention.ts';
import { compareIds } from '../../register/service-contact.ts';
import type { ContactRow } from './contact-row.ts';
import type { EndPlace } from './places.ts';

/** Which contacts are wanted; what is not given leaves nobody out. */
export interface ContactFilter {
  readonly status: RetentionStatus | undefined;
  /** The earliest end date and the latest; whoever has none is left out where one is given. */
  readonly endsFrom: CalendarDate | undefined;
  readonly endsTo: CalendarDate | undefined;
  /** The customer. */
  readonly companyId: string | undefined;
}

/**
 * Orders of contacts: by end date, the earliest or the latest first, those without one last and those of one day by their ids; or by
 * their ids.
 */
export const CONTACT_SORTS = ['endsOn', '-endsOn', 'contactId'] as const;

export type ContactSort = (typeof CONTACT_SORTS)[number];

export interface ContactQuery {
  readonly filter: ContactFilter;
  readonly sort: ContactSort;
}

/** Whether a contact is wanted. */
export function isWanted(row: ContactRow, { status, endsFrom, endsTo, companyId }: ContactFilter): boolean {
  if (status !== undefined && row.status !== status) return false;
  if (companyId !== undefined && row.companyId !== companyId) return false;
  if (endsFrom === undefined && endsTo === undefined) return true;
  const { endsOn } = row;
  return endsOn !== null && (endsFrom ?? '') <= endsOn && (endsTo === undefined || endsOn <= endsTo);
}

type Compare = (one: EndPlace, other: EndPlace) => number;

const byId: Compare = (one, other) => compareIds(one.contactId, other.contactId);

/** Compares in an order; nobody is alike but who is the same. */
export const COMPARE: Readonly<Record<ContactSort, Compare>> = {
  endsOn: (one, other) => withoutDateLast(one, other) || textOrder(one.endsOn, other.endsOn) || byId(one, other),
  '-endsOn': (one, other) => withoutDateLast(one, other) || textOrder(other.endsOn, one.endsOn) || byId(one, other),
  contactId: byId,
};

function withoutDateLast(one: EndPlace, other: EndPlace): number {
  return Number(one.endsOn === null) - Number(other.endsOn === null);
}

function textOrder(one: string | null, other: string | null): number {
  const [a, b] = [one ?? '', other ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}

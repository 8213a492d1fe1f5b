import type { ActivityType } from '../policy/activity-types.ts';
import type { Policy } from '../policy/schema.ts';
import { addYears, type CalendarDate, daysBetween, localDate } from './calendar.ts';
import type { Clock } from './clock.ts';
import { type Customer, type CustomerLatest, isSetByCompany, latestOfCustomer } from './customer.ts';
import { holdOn } from './hold.ts';
import type { Instant } from './instant.ts';
import type { ServiceContact } from './service-contact.ts';

/** What a contact is by the end of its retention period (§7). */
export const RETENTION_STATUSES = ['active', 'ending_soon', 'ended', 'on_hold', 'unknown'] as const;

export type RetentionStatus = (typeof RETENTION_STATUSES)[number];

/** What an end date may be counted from (§7). */
export const RETENTION_BASES = [
  ...(['meeting', 'call', 'email', 'communication', 'postal_mail', 'note', 'task'] as const),
  ...(['company_activity', 'colleague_activity', 'former_contact', 'record_created'] as const),
] as const;

type RetentionBasis = (typeof RETENTION_BASES)[number];

/** What has to be known of a contact to decide until when its data may be kept. */
export interface RetentionFacts {
  /** HubSpot `createdate`; `undefined` when it could not be read. */
  readonly createdAt: Instant | undefined;
  /** `rekisteri_hold_until` as HubSpot holds it. */
  readonly holdUntil: string | undefined;
  readonly own: Clock;
  /** Clocks of the contact's primary company; `undefined` when it has none. */
  readonly customer: Customer | undefined;
}

/** Until when the data of one contact may be kept, and why (notice §7). */
export interface Retention {
  readonly status: RetentionStatus;
  readonly endsOn: CalendarDate | undefined;
  readonly basis: RetentionBasis | undefined;
  /** The activity behind the end date, as `calls:77`; empty when there is none, as where only erased people were in contact so late. */
  readonly source: string;
  /** Why nothing could be decided; empty unless something needed could not be read. */
  readonly unreadable: readonly string[];
}

const BASIS_OF: Record<ActivityType, RetentionBasis> = {
  meetings: 'meeting',
  calls: 'call',
  emails: 'email',
  communications: 'communication',
  postal_mail: 'postal_mail',
  notes: 'note',
  tasks: 'task',
};

/**
 * Decides the end date and the status at `now` (notice §7). Fails closed: when anything needed could not be read the
 * status is `unknown`, never `ended`.
 */
export function decideRetention(facts: RetentionFacts, policy: Policy, now: Instant): Retention {
  const today = localDate(now, policy.timeZone);
  const start = startOfClock(facts, policy);
  const hold = holdOn(today, facts.holdUntil);
  const unreadable = [...start.unreadable, ...(hold === 'unreadable' ? ['rekisteri_hold_until is not a date'] : [])];
  if (unreadable.length > 0 || start.at === undefined) {
    return { status: 'unknown', endsOn: undefined, basis: undefined, source: '', unreadable };
  }
  const endsOn = endOfRetention(start.at, policy);
  const status = hold === 'in_force' ? 'on_hold' : statusOn(today, endsOn, policy);
  return { status, endsOn, basis: start.basis, source: start.source, unreadable };
}

/**
 * The same decision where it could not be proved that everybody was seen whose service contacts count, each with its reason:
 * what would be `ended` is `unknown` then. Whoever is not seen can only make data be kept for longer.
 */
export function unlessUnproved(retention: Retention, unproved: readonly string[]): Retention {
  if (retention.status !== 'ended' || unproved.length === 0) return retention;
  return { status: 'unknown', endsOn: undefined, basis: undefined, source: '', unreadable: unproved };
}

/** The end date (notice §7): the local date of the clock plus the policy's calendar years. */
export function endOfRetention(clock: Instant, policy: Policy): CalendarDate {
  return addYears(localDate(clock, policy.timeZone), policy.retention.years);
}

function statusOn(today: CalendarDate, endsOn: CalendarDate, policy: Policy): RetentionStatus {
  if (today > endsOn) return 'ended';
  return daysBetween(today, endsOn) <= policy.retention.endingSoonDays ? 'ending_soon' : 'active';
}

interface Start {
  readonly at: Instant | undefined;
  readonly basis: RetentionBasis | undefined;
  readonly source: string;
  readonly unreadable: readonly string[];
}

function startOfClock({ own, customer, createdAt }: RetentionFacts, policy: Policy): Start {
  const counted = policy.retention.clock === 'customer' ? customer : undefined;
  const unreadable = [own, ...(counted ? [counted.clock] : [])].flatMap((clock) => (clock.read ? [] : clock.reasons));
  if (!own.read || (counted && !counted.clock.read)) return unread([...new Set(unreadable)].sort());
  const mine = own.latest;
  const theirs = counted && latestOfCustomer(counted);
  if (counted && theirs && (mine === undefined || theirs.at > mine.at)) {
    return started(theirs, basisOfCustomer(counted, theirs));
  }
  if (mine) return started({ at: mine.at, contact: mine }, BASIS_OF[mine.type]);
  if (policy.retention.withoutContact === 'unknown') return unread([]);
  if (createdAt === undefined) return unread(['createdate could not be read']);
  return { at: createdAt, basis: 'record_created', source: '', unreadable: [] };
}

function basisOfCustomer(customer: Customer, { contact }: CustomerLatest): RetentionBasis {
  if (isSetByCompany(customer)) return 'company_activity';
  return contact === undefined ? 'former_contact' : 'colleague_activity';
}

function started({ at, contact }: CustomerLatest, basis: RetentionBasis): Start {
  return { at, basis, source: sourceOf(contact), unreadable: [] };
}

function unread(unreadable: readonly string[]): Start {
  return { at: undefined, basis: undefined, source: '', unreadable };
}

/** `<object>:<id>` of the activity that set a clock, e.g. `meetings:5512`. */
export function sourceOf(contact: ServiceContact | undefined): string {
  return contact ? `${contact.type}:${contact.id}` : '';
}

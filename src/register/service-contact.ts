import { ACTIVITY_TYPES, type ActivityType } from '../policy/activity-types.ts';
import type { Policy } from '../policy/schema.ts';
import type { Activity } from './activity.ts';
import { type Instant, parseInstant } from './instant.ts';

/** An activity that counts (notice §7): when it was, and which activity it is. */
export interface ServiceContact {
  readonly at: Instant;
  readonly type: ActivityType;
  readonly id: string;
}

/** What one activity says of the clock. `unreadable` is neither yes nor no: whoever needs it becomes `unknown`. */
export type ServiceContactReading =
  | { readonly kind: 'counts'; readonly contact: ServiceContact }
  | { readonly kind: 'does_not_count'; readonly why: 'not_in_policy' | 'excepted' | 'no_date' }
  /** Counts from `at` on. */
  | { readonly kind: 'does_not_count'; readonly why: 'in_future'; readonly at: Instant }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Whether an activity is a service contact at `now` (notice §7, policy `serviceContacts`). Outcome, status and
 * direction are compared exactly, so a value nobody foresaw counts; an activity dated exactly now counts, one without
 * a date does not. A date that is not a date is unreadable rather than absent.
 */
export function readServiceContact(activity: Activity, policy: Policy, now: Instant): ServiceContactReading {
  const { type, id } = activity;
  const rule = policy.serviceContacts[type];
  if (rule === undefined) return { kind: 'does_not_count', why: 'not_in_policy' };
  for (const [property, values] of Object.entries(rule.except)) {
    const value = activity.properties[property];
    if (value && values.includes(value)) return { kind: 'does_not_count', why: 'excepted' };
  }
  const text = rule.date.map((property) => activity.properties[property]).find((value) => value?.trim());
  if (!text) return { kind: 'does_not_count', why: 'no_date' };
  const at = parseInstant(text);
  if (at === undefined) return { kind: 'unreadable', reason: `${type}:${id} has a date that cannot be read` };
  return at > now ? { kind: 'does_not_count', why: 'in_future', at } : { kind: 'counts', contact: { at, type, id } };
}

/** HubSpot properties of `type` that the policy needs to tell whether an activity counts. */
export function serviceContactProperties(type: ActivityType, policy: Policy): string[] {
  const rule = policy.serviceContacts[type];
  return rule === undefined ? [] : [...new Set([...rule.date, ...Object.keys(rule.except)])];
}

/** Activity types that can be service contacts under the policy, in the order of the notice's table. */
export function countedTypes(policy: Policy): ActivityType[] {
  return ACTIVITY_TYPES.filter((type) => policy.serviceContacts[type] !== undefined);
}

/**
 * The later of two service contacts; of the same instant the first by activity type, then by the lowest id (notice
 * §7), so that the order in which facts arrive never matters.
 */
export function later(a: ServiceContact | undefined, b: ServiceContact | undefined): ServiceContact | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  const order = ACTIVITY_TYPES.indexOf(a.type) - ACTIVITY_TYPES.indexOf(b.type) || compareIds(a.id, b.id);
  return order <= 0 ? a : b;
}

/** Orders HubSpot ids as the whole numbers they are, whatever their length. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

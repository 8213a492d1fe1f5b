import type { Policy } from '../policy/schema.ts';
import { localDate } from './calendar.ts';
import type { Clock } from './clock.ts';
import { type Retention, sourceOf } from './retention.ts';

/** The year of an instant that was zero, or in seconds instead of milliseconds. */
const EPOCH_YEAR = 1970;

/** What staff should look at when the service contact that sets a clock is older than any can be (policy `implausibleBefore`). */
export function implausibleNotices(clock: Clock, { retention, timeZone }: Policy): string[] {
  if (!clock.read || clock.latest === undefined) return [];
  const year = Number(localDate(clock.latest.at, timeZone).slice(0, 4));
  if (year >= retention.implausibleBefore && year !== EPOCH_YEAR) return [];
  return [`the service contact ${sourceOf(clock.latest)} is dated ${year}: it is used as it is, look at its date`];
}

/** What staff should look at when they decided to erase a contact whose data may be kept again (notice §7). */
export function eraseNotices(toErase: boolean, { status }: Pick<Retention, 'status'>): string[] {
  return toErase && ['active', 'ending_soon', 'on_hold'].includes(status)
    ? [`it is to be erased (rekisteri_retention_decision), but it is ${status}: look at the decision again`]
    : [];
}

import type { Policy } from '../../src/policy/schema.ts';
import type { Activity } from '../../src/register/activity.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../src/register/clock.ts';
import type { Instant } from '../../src/register/instant.ts';
import { readServiceContact } from '../../src/register/service-contact.ts';

/** The clock that the given activities set at `now`: unread as soon as one of them is (fail closed). */
export function clockOf(activities: Iterable<Activity>, policy: Policy, now: Instant): Clock {
  let clock: Clock = EMPTY_CLOCK;
  for (const activity of activities) {
    const reading = readServiceContact(activity, policy, now);
    if (reading.kind === 'counts') clock = latestOf(clock, { read: true, latest: reading.contact });
    else if (reading.kind === 'unreadable') clock = latestOf(clock, unreadClock(reading.reason));
  }
  return clock;
}

import { DateTime } from 'luxon';
import { ApiError, type RatePolicy, tooMany } from './errors.ts';

/** How much one account and app may ask (usage guidelines, Professional). */
export interface Limits {
  /** Requests in a rolling window; search and associations are exempt. */
  tenSecondly: number;
  /** Association reads in a rolling window. */
  associations: number;
  /** Search requests in a rolling second. */
  searchPerSecond: number;
  /** Requests of all kinds from midnight to midnight in the account's time zone. */
  daily: number;
  /** Length of the rolling window, ms. */
  windowMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  tenSecondly: 190,
  associations: 100,
  searchPerSecond: 5,
  daily: 625_000,
  windowMs: 10_000,
};

/** What a request counts as. */
type Kind = 'burst' | 'search' | 'associations';

export interface Budget {
  /** Takes one request from the budget at `now` (epoch ms), or throws a 429 naming the policy. */
  take(kind: Kind, now: number): void;
  /** Takes as many of `count` requests as there are left; gives how many. */
  takeUpTo(count: number, kind: Kind, now: number): number;
  /** The rate-limit headers HubSpot sends with everything but search and associations. */
  headers(): Record<string, string>;
  /** Requests counted today, and when the count starts anew (epoch ms). */
  today(now: number): { used: number; resetsAt: number };
}

/** Keeps count against `limits`, which may be changed on the way. `rateClock` is monotonic ms; the day follows `now`. */
export function createBudget(limits: Limits, timeZone: string, rateClock: () => number): Budget {
  const burst = rollingWindow();
  const associations = rollingWindow();
  const search = rollingWindow();
  let used = 0;
  let resetsAt = 0;

  function startDay(now: number): void {
    if (now < resetsAt) return;
    used = 0;
    resetsAt = DateTime.fromMillis(now, { zone: timeZone }).startOf('day').plus({ days: 1 }).toMillis();
  }

  function refuseIf(full: boolean, policy: RatePolicy): void {
    if (full) throw tooMany(policy);
  }

  function take(kind: Kind, now: number): void {
    startDay(now);
    refuseIf(used >= limits.daily, 'DAILY');
    const time = rateClock();
    if (kind === 'search') {
      refuseIf(!search.add(time, 1000, limits.searchPerSecond), 'SECONDLY');
    } else if (kind === 'associations') {
      refuseIf(!associations.add(time, limits.windowMs, limits.associations), 'TEN_SECONDLY_ROLLING');
    } else {
      refuseIf(!burst.add(time, limits.windowMs, limits.tenSecondly), 'TEN_SECONDLY_ROLLING');
    }
    used += 1;
  }

  return {
    take,
    takeUpTo(count, kind, now) {
      for (let taken = 0; taken < count; taken += 1) {
        try {
          take(kind, now);
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          return taken;
        }
      }
      return count;
    },
    headers() {
      return {
        'X-HubSpot-RateLimit-Max': String(limits.tenSecondly),
        'X-HubSpot-RateLimit-Remaining': String(
          Math.max(0, limits.tenSecondly - burst.count(rateClock(), limits.windowMs)),
        ),
        'X-HubSpot-RateLimit-Interval-Milliseconds': String(limits.windowMs),
        'X-HubSpot-RateLimit-Daily': String(limits.daily),
        'X-HubSpot-RateLimit-Daily-Remaining': String(Math.max(0, limits.daily - used)),
      };
    },
    today(now) {
      startDay(now);
      return { used, resetsAt };
    },
  };
}

/** Counts events within a window that ends now. */
function rollingWindow() {
  const times: number[] = [];
  function count(time: number, windowMs: number): number {
    while (times[0] !== undefined && times[0] <= time - windowMs) times.shift();
    return times.length;
  }
  return {
    count,
    add(time: number, windowMs: number, max: number): boolean {
      if (count(time, windowMs) >= max) return false;
      times.push(time);
      return true;
    },
  };
}

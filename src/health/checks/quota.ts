import { dayAt, leftOfShare } from '../../hubspot/day.ts';
import { DAILY_LIMIT, DAILY_RESERVE } from '../../hubspot/limits.ts';
import { type Check, checkOf, type Problem } from '../check.ts';
import type { HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

/** HubSpot's daily quota, as the shared budget last knew it: no request is made for it. */
export function checkQuota({ budget, settings, systemNow }: HealthFacts): Check {
  if (!budget.known) return unread('dailyQuota', 'The shared request budget', budget);
  if (budget.value === undefined) return checkOf('dailyQuota', [], { used: 0 });
  if (budget.value === 'unreadable') return checkOf('dailyQuota', [UNREADABLE]);
  const day = dayAt(budget.value.day, budget.value.zone, systemNow);
  const { dailyShare: share } = settings.hubspot;
  const { used, remaining } = day;
  const left = leftOfShare(day, share);
  const limit = day.limit ?? DAILY_LIMIT;
  const spent: Problem[] =
    left === 0 ? [{ ...SPENT, reason: `Our own requests have used up our ${share} % of the day.` }] : [];
  if (remaining !== null && remaining < limit * DAILY_RESERVE)
    spent.push({
      ...SPENT,
      reason: `All programs of the account together have left ${remaining} of ${limit} requests.`,
    });
  return checkOf('dailyQuota', spent, {
    day: day.date,
    used,
    left,
    sharePercent: share,
    limit,
    remainingOfAccount: remaining,
  });
}

const SPENT = {
  status: 'degraded',
  action: "Runs go on after midnight of the account's time zone; HUBSPOT_DAILY_SHARE sets our share.",
} as const;

const UNREADABLE: Problem = {
  status: 'degraded',
  reason: 'The shared request budget cannot be read.',
  action: 'It mends itself with the next request; see whether two versions of the app run side by side.',
};

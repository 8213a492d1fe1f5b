import type { PastValue } from '../../hubspot/property-history.ts';
import type { Policy } from '../../policy/schema.ts';

/**
 * Whether a value that some record had before it was merged still protects. After a merge the primary record's value counts and
 * the other's is history only (HubSpot changelog, "Updated merge functionality"), so a hold or restriction of the other would be lost
 * in silence. Histories of merged records lie in one another: nothing tells whose value an older one was lifted from, so only what a
 * person did after the last merge lifts it. Without the time of that merge nothing does.
 */
export function protectsSinceMerge(
  past: readonly PastValue[],
  lastMergedAt: number | undefined,
  isInForce: (value: string) => boolean,
  policy: Policy,
): boolean {
  const lastAt = lastMergedAt ?? Number.POSITIVE_INFINITY;
  const wasSet = past.some(({ at, value }) => at <= lastAt && isInForce(value));
  const wasLifted = past.some((entry) => entry.at > lastAt && isByAPerson(entry, policy) && !isInForce(entry.value));
  return wasSet && !wasLifted;
}

/** `sourceId` of what somebody did in HubSpot's own pages. */
const USER = /^userId:\d+$/;

/** Whether a person set a value: by a source that the policy takes for one, and under a user's name. */
export function isByAPerson({ sourceType, sourceId, updatedByUserId }: PastValue, { erasure }: Policy): boolean {
  if (!erasure.personSources.includes(sourceType)) return false;
  return (updatedByUserId !== undefined && updatedByUserId > 0) || USER.test(sourceId ?? '');
}

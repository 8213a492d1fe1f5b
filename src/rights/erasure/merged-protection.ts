import type { PastValue } from '../../hubspot/property-history.ts';
import type { Policy } from '../../policy/schema.ts';
import { isByAPerson, isFrom, type ValueSource } from '../value-sources.ts';

/**
 * Whether a value that some record had before it was merged still protects. After a merge the primary record's value counts and
 * the other's is history only (HubSpot changelog, "Updated merge functionality"), so a hold or restriction of the other would be lost
 * in silence. Histories of merged records lie in one another: nothing tells whose value an older one was lifted from, so only what a
 * person did after the last merge lifts it. Without the time of that merge nothing does. What this program has set itself (`own`: a
 * restriction at a person's request) it can lift as well, after that merge and nothing besides: another's stays.
 */
export function protectsSinceMerge(
  past: readonly PastValue[],
  lastMergedAt: number | undefined,
  isInForce: (value: string) => boolean,
  policy: Policy,
  own?: ValueSource,
): boolean {
  const lastAt = lastMergedAt ?? Number.POSITIVE_INFINITY;
  const standing = withoutOwnLifted(past, lastAt, isInForce, own);
  const wasSet = standing.some(({ at, value }) => at <= lastAt && isInForce(value));
  const wasLifted = past.some((entry) => entry.at > lastAt && isByAPerson(entry, policy) && !isInForce(entry.value));
  return wasSet && !wasLifted;
}

/** The values without those that this program set and has lifted since; what a merge chose anew may be anybody's. */
function withoutOwnLifted(
  past: readonly PastValue[],
  lastAt: number,
  isInForce: (value: string) => boolean,
  own: ValueSource | undefined,
): readonly PastValue[] {
  const isOurs = (entry: PastValue) => isFrom(entry, own);
  const hasLifted = past.some((entry) => entry.at > lastAt && isOurs(entry) && !isInForce(entry.value));
  return hasLifted ? past.filter((entry) => !isOurs(entry)) : past;
}

import type { Policy } from '../policy/schema.ts';
import { type CalendarDate, localDate } from './calendar.ts';
import type { HeldValues } from './difference.ts';
import { parseInstant } from './instant.ts';
import { isTrue, textOf } from './value.ts';

/**
 * Whether data that needs consent has to be looked at (policy `consentBased`): it is there, and either its consent is not
 * given or its purpose has no end that is still to come. A date that cannot be read is no such end.
 */
export function needsConsentReview(values: HeldValues, policy: Policy, today: CalendarDate): boolean {
  return policy.consentBased.some(({ property, consent, purposeEnds }) => {
    if (textOf(values, property) === '') return false;
    const ends = endOfPurpose(textOf(values, purposeEnds), policy);
    return !isTrue(values, consent) || ends === undefined || ends < today;
  });
}

const DAY_MS = 86_400_000;

/** A `date` is kept as midnight UTC; a `datetime` is an instant, whose date is the local one. */
function endOfPurpose(value: string, policy: Policy): CalendarDate | undefined {
  const instant = parseInstant(value);
  if (instant === undefined) return undefined;
  return localDate(instant, instant % DAY_MS === 0 ? 'utc' : policy.timeZone);
}

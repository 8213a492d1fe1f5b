import type { Policy } from '../policy/schema.ts';
import type { CalendarDate } from './calendar.ts';
import type { HeldValues } from './difference.ts';
import { typedDate } from './typed-date.ts';
import { isTrue, textOf } from './value.ts';

/**
 * Whether data that needs consent has to be looked at (policy `consentBased`): it is there, and either its consent is not
 * given or its purpose has no end that is still to come. A date that cannot be read is no such end.
 */
export function needsConsentReview(values: HeldValues, policy: Policy, today: CalendarDate): boolean {
  return policy.consentBased.some(({ property, consent, purposeEnds }) => {
    if (textOf(values, property) === '') return false;
    const ends = typedDate(textOf(values, purposeEnds), policy.timeZone);
    return !isTrue(values, consent) || ends === undefined || ends < today;
  });
}

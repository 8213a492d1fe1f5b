import type { DataCategory } from './categories.ts';
import type { Consent } from './consents.ts';
import { sameValue } from './difference.ts';
import { formatInstant, type Instant } from './instant.ts';
import type { ConsentProperty, RequestProperty } from './properties.ts';
import type { Wanted } from './wanted.ts';

/** What is known of a contact's data and consents; whatever could not be read is `undefined`. */
export interface ConsentFacts {
  readonly categories: readonly DataCategory[] | undefined;
  readonly consent: Consent | undefined;
  readonly needsReview: boolean;
}

/** Values of several checkboxes in the order in which the account shows its options. */
export type InOrder = (property: ConsentProperty | RequestProperty, members: readonly string[]) => string;

/** Values before this decision: those that HubSpot holds, and those that the add-on remembers, when it does. */
export interface ValuesBefore {
  readonly held: Readonly<Record<string, string>>;
  readonly remembered: Readonly<Record<string, string>> | undefined;
}

/**
 * What the consent properties of a contact should say at `now`. What could not be read is left as it was. The time of the
 * last change is that of the run in which status or channels became others than the remembered ones: what somebody typed
 * over them is no change, nor is that nothing was ever recorded.
 */
export function wantedConsents(
  { categories, consent, needsReview }: ConsentFacts,
  before: ValuesBefore,
  now: Instant,
  inOrder: InOrder,
): Wanted<ConsentProperty> {
  return {
    ...(categories === undefined
      ? {}
      : { rekisteri_data_categories: inOrder('rekisteri_data_categories', categories) }),
    ...(consent === undefined ? {} : wantedOfConsent(consent, before, now, inOrder)),
    rekisteri_consent_data_review: String(needsReview),
  };
}

function wantedOfConsent(
  { status, channels }: Consent,
  { held, remembered }: ValuesBefore,
  now: Instant,
  inOrder: InOrder,
) {
  const before = remembered ?? held;
  const statusBefore = before.rekisteri_consent_status ?? '';
  const sameChannels = sameValue('set', before.rekisteri_consent_channels ?? '', channels.join(';'));
  const firstWithoutConsent = statusBefore === '' && status === 'not_recorded' && sameChannels;
  const changed = (statusBefore !== status || !sameChannels) && !firstWithoutConsent;
  return {
    rekisteri_consent_status: status,
    rekisteri_consent_channels: inOrder('rekisteri_consent_channels', channels),
    ...(changed ? { rekisteri_consent_updated_at: formatInstant(now) } : updatedAt(remembered)),
  };
}

function updatedAt(remembered: ValuesBefore['remembered']) {
  return remembered === undefined
    ? {}
    : { rekisteri_consent_updated_at: remembered.rekisteri_consent_updated_at ?? '' };
}

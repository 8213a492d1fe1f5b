import type { Faker } from '@faker-js/faker';
import { ACTIVE_SUBSCRIPTIONS, INACTIVE_SUBSCRIPTION, optOutProperty } from './subscriptions.ts';

/** The value of `hs_legal_basis` that records a consent. */
export const CONSENT = 'Freely given consent from contact';

const LEGAL_BASES = [
  { weight: 4, value: '' },
  { weight: 5, value: CONSENT },
  { weight: 3, value: 'Legitimate interest – existing customer' },
  { weight: 1, value: 'Legitimate interest – prospect/lead' },
  { weight: 2, value: `Performance of a contract;${CONSENT}` },
];

/** Legal bases and opt-outs of an ordinary contact: most have opted out of nothing, and then HubSpot keeps no flag. */
export function consentValues(faker: Faker): Record<string, string> {
  const values: Record<string, string> = {};
  const basis = faker.helpers.weightedArrayElement(LEGAL_BASES);
  if (basis !== '') values.hs_legal_basis = basis;
  if (faker.datatype.boolean(0.07)) values.hs_email_optout = 'true';
  for (const { id } of [...ACTIVE_SUBSCRIPTIONS, INACTIVE_SUBSCRIPTION]) {
    if (faker.datatype.boolean(0.15)) values[optOutProperty(id)] = faker.datatype.boolean(0.7) ? 'true' : 'false';
  }
  return values;
}

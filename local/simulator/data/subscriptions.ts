import type { AccountData, SubscriptionType } from '../account.ts';
import { addSubscriptionType } from '../subscription-type.ts';

/** Purposes a contact can opt out of today. */
export const ACTIVE_SUBSCRIPTIONS: readonly SubscriptionType[] = [
  { id: '4101', name: 'Uutiskirje', description: 'Kuukausittainen uutiskirje', isActive: true },
  { id: '4102', name: 'Valmennuskutsut', description: 'Kutsut valmennuksiin ja tilaisuuksiin', isActive: true },
  { id: '4103', name: 'Palautekyselyt', description: 'Kyselyt tilaisuuksien jälkeen', isActive: true },
];

/** A purpose that was given up; its opt-out flags remain on contacts and must not matter. */
export const INACTIVE_SUBSCRIPTION: SubscriptionType = {
  id: '4090',
  name: 'Asiakaslehti',
  description: 'Painettu asiakaslehti, lopetettu',
  isActive: false,
};

/** The contact property in which HubSpot keeps the opt-out of one subscription type. */
export function optOutProperty(subscriptionId: string): string {
  return `hs_email_optout_${subscriptionId}`;
}

/** Adds the company's subscription types, three active and one inactive, with the contact properties of each. */
export function addSubscriptionTypes(account: AccountData): void {
  for (const type of [...ACTIVE_SUBSCRIPTIONS, INACTIVE_SUBSCRIPTION]) addSubscriptionType(account, { ...type });
}

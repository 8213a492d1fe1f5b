import type { AccountData, SubscriptionType } from './account.ts';
import { options } from './property-rows.ts';

/** Adds a subscription type and the contact property `hs_email_optout_ID` that HubSpot keeps for it. */
export function addSubscriptionType(account: AccountData, type: SubscriptionType): void {
  account.subscriptionTypes.set(type.id, type);
  account.properties.contacts.set(`hs_email_optout_${type.id}`, {
    name: `hs_email_optout_${type.id}`,
    label: `Opted out of email: ${type.name}`,
    type: 'enumeration',
    fieldType: 'booleancheckbox',
    groupName: 'emailinformation',
    description: `Indicates that the contact has opted out of emails of the type ${type.name}.`,
    options: options(['true', 'false']),
    hubspotDefined: true,
    readOnlyValue: true,
  });
}

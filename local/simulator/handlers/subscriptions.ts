import type { AccountData, CrmRecord, SubscriptionStatus } from '../account.ts';
import type { Answer, Call, Family } from '../call.ts';
import { invalid, notFound } from '../errors.ts';
import { findByEmail } from '../find-by-email.ts';

/** The account's subscription types, and what an address is subscribed to (hubspot.md 6). */
export const subscriptionFamily: Family = {
  prefix: '/communication-preferences',
  endpoints: [
    {
      method: 'GET',
      pattern: /^\/definitions$/u,
      budget: 'burst',
      scopes: () => [['communication_preferences.read']],
      answer: definitions,
    },
    {
      method: 'GET',
      pattern: /^\/statuses\/(?<address>[^/]+)$/u,
      budget: 'burst',
      scopes: () => [['communication_preferences.read', 'communication_preferences.read_write']],
      answer: statuses,
    },
  ],
};

function definitions(call: Call): Answer {
  const at = new Date(call.at).toISOString();
  const results = [...call.world.account.subscriptionTypes.values()].map((type) => ({
    ...type,
    communicationMethod: 'Email',
    purpose: 'Marketing',
    isDefault: false,
    isInternal: false,
    createdAt: '2024-01-15T08:00:00Z',
    updatedAt: '2024-01-15T08:00:00Z',
  }));
  return { status: 200, body: { status: 'COMPLETE', results, startedAt: at, completedAt: at } };
}

/** The status of an address in each subscription type: as it was set, else as the contact's opt-out flags tell. */
function statuses(call: Call): Answer {
  const { account, behaviour } = call.world;
  if (call.query.get('channel') !== 'EMAIL') throw invalid('channel is required');
  const address = decodeURIComponent(call.param('address')).toLowerCase();
  const contact = findByEmail(account, [address]).get(address);
  const set = account.subscriptionStatuses.get(address);
  const isKnown = contact !== undefined || set !== undefined;
  if (!isKnown && behaviour.unknownSubscriber === 404) throw notFound();
  const types = isKnown || behaviour.unknownSubscriber === 'not_specified' ? account.subscriptionTypes.values() : [];
  const results = [...types].map(({ id, name }) => {
    const { at, ...status } = set?.get(id) ?? derived(account, contact, id);
    return {
      channel: 'EMAIL',
      subscriberIdString: address,
      subscriptionId: Number(id),
      subscriptionName: name,
      timestamp: at,
      ...status,
    };
  });
  const at = new Date(call.at).toISOString();
  const body = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  return { status: 200, body, ...(contact === undefined ? {} : { objectType: 'contacts', ids: [contact.id] }) };
}

function derived(account: AccountData, contact: CrmRecord | undefined, subscriptionId: string): SubscriptionStatus {
  const flags = [contact?.properties.hs_email_optout, contact?.properties[`hs_email_optout_${subscriptionId}`]];
  const at = contact?.createdAt ?? new Date(0).toISOString();
  if (flags.includes('true')) return { status: 'UNSUBSCRIBED', source: 'Unsubscribe link', at };
  return { status: 'NOT_SPECIFIED', source: `Portal ${account.portalId}`, at };
}

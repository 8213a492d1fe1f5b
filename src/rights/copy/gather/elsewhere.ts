import { readAssociations } from '../../../hubspot/associations.ts';
import { readMemberships } from '../../../hubspot/memberships.ts';
import { orNotOffered, orRefused } from '../../../hubspot/missing-scope.ts';
import { readParticipations } from '../../../hubspot/participations.ts';
import type { Access } from '../../../hubspot/records.ts';
import { readSubscriptionStatuses, type SubscriptionStatus } from '../../../hubspot/subscription-statuses.ts';
import { consentOf } from '../../../register/consents.ts';
import { formatInstant } from '../../../register/instant.ts';
import { OPT_OUT_OF_ALL, optOutOf, type Purpose } from '../../../register/purpose.ts';
import { compareIds } from '../../../register/service-contact.ts';
import { isTrue } from '../../../register/value.ts';
import type { PartOf } from '../parts.ts';
import type { Gathering } from './context.ts';
import type { ReadContact } from './contacts.ts';
import { unread } from './errors.ts';
import type { Tally } from './tally.ts';
import { optionText, participationText, subscriptionText } from './words.ts';

/** What the consents of a contact amount to (§6). */
export function consentsPart(
  { policy }: Pick<Gathering, 'policy'>,
  { id, record }: ReadContact,
  purposes: readonly Purpose[],
): PartOf<'consents'> {
  const values = record.properties;
  const { status, channels } = consentOf(values, purposes, policy);
  return {
    part: 'consents',
    contactId: id,
    status,
    statusText: optionText('rekisteri_consent_status', status),
    purposes: purposes.map((purpose) => ({
      id: purpose.id,
      name: purpose.name,
      isActive: purpose.active,
      isOptedOut: isTrue(values, OPT_OUT_OF_ALL) || isTrue(values, optOutOf(purpose)),
      isConsented: channels.includes(purpose.id),
    })),
  };
}

/** Subscription statuses of every address of a contact. */
export async function subscriptionsPart(
  hubspot: Access,
  { id, addresses }: ReadContact,
  tally: Tally,
): Promise<PartOf<'subscriptions'>> {
  const statuses: PartOf<'subscriptions'>['statuses'] = [];
  for (const address of addresses) {
    const read = await orRefused(readSubscriptionStatuses(hubspot, address));
    if (read.kind === 'missing_scope') {
      tally.missingScope('subscriptions', read.scope);
      break;
    }
    if (read.kind === 'not_offered') {
      tally.partUnread('subscriptions', 'address');
      continue;
    }
    statuses.push(...read.statuses.map((one) => statusOf(address, one)));
  }
  return { part: 'subscriptions', contactId: id, statuses };
}

function statusOf(address: string, one: SubscriptionStatus): PartOf<'subscriptions'>['statuses'][number] {
  const { subscriptionId, name, status, source, at, legalBasis = null, legalBasisExplanation = null } = one;
  return {
    address,
    subscriptionId,
    name: name ?? subscriptionId,
    status,
    statusText: subscriptionText(status),
    source,
    at: formatInstant(at),
    legalBasis,
    legalBasisExplanation,
  };
}

/** The lists that a contact is on. */
export async function listsPart(hubspot: Access, { id }: ReadContact, tally: Tally): Promise<PartOf<'lists'>> {
  const read = await orRefused(readMemberships(hubspot, id));
  if (read.kind !== 'read') {
    tally.notRead('lists', read);
    return { part: 'lists', contactId: id, lists: [] };
  }
  const lists = read.memberships
    .toSorted((a, b) => compareIds(a.listId, b.listId))
    .map((one) => ({
      id: one.listId,
      name: one.name ?? one.listId,
      addedAt: formatInstant(one.firstAddedAt),
      lastAddedAt: formatInstant(one.lastAddedAt),
    }));
  return { part: 'lists', contactId: id, lists };
}

/** Marketing events of a contact. */
export async function marketingEventsPart(
  hubspot: Access,
  { id, mergedIds }: ReadContact,
  tally: Tally,
): Promise<PartOf<'marketing_events'>> {
  const read = await orRefused(readParticipations(hubspot, [id, ...mergedIds]));
  if (read.kind !== 'read') {
    tally.notRead('marketing_events', read);
    return { part: 'marketing_events', contactId: id, events: [] };
  }
  const events = read.participations.map(({ eventId, eventName, state, at, durationSeconds, percentage }) => ({
    id: eventId,
    name: eventName,
    state,
    stateText: participationText(state),
    at: formatInstant(at),
    durationPercentage: percentage ?? null,
    durationSeconds: durationSeconds ?? null,
  }));
  return { part: 'marketing_events', contactId: id, events };
}

/**
 * What staff call the person beside other people (`Esimies`). Who they are is left out: it concerns them (Art. 15(4)). Records of the same
 * person (`known`) are nobody else.
 */
export async function relationsPart(
  hubspot: Access,
  { id }: ReadContact,
  known: ReadonlySet<string>,
  tally: Tally,
): Promise<PartOf<'relations'>> {
  const read = await readAssociations(hubspot, 'contacts', 'contacts', [id], { withLabels: true });
  const ids = read.of.get(id);
  if (ids === undefined) throw unread(`The people with whom contact ${id} is associated could not be read`);
  const labels = read.labels.get(id);
  const others = ids.filter((one) => !known.has(one)).toSorted(compareIds);
  for (const _ of others) tally.leaveOut('related_people', 'rights_of_others');
  return {
    part: 'relations',
    contactId: id,
    relations: others.map((one) => ({ labels: [...(labels?.get(one) ?? [])] })),
  };
}

const SCOPES = { deals: 'crm.objects.deals.read', tickets: 'tickets' } as const;

/** Ids of the deals and tickets of a contact. What they hold is not read: they are the customer's more than the person's. */
export async function otherRecordsPart(
  hubspot: Access,
  { id }: ReadContact,
  tally: Tally,
): Promise<PartOf<'other_records'>> {
  const records: PartOf<'other_records'>['records'] = [];
  for (const kind of ['deals', 'tickets'] as const) {
    const reading = readAssociations(hubspot, 'contacts', kind, [id], { withLabels: true });
    const read = await orNotOffered(reading, SCOPES[kind]);
    if ('kind' in read) {
      tally.notRead(kind, read);
      continue;
    }
    const ids = read.of.get(id);
    if (ids === undefined) throw unread(`The ${kind} of contact ${id} could not be read`);
    const labels = read.labels.get(id);
    for (const one of ids.toSorted(compareIds)) records.push({ kind, id: one, labels: [...(labels?.get(one) ?? [])] });
  }
  return { part: 'other_records', contactId: id, records };
}

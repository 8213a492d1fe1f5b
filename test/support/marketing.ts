import type { AccountData, ContactList, MarketingEvent, Participation } from '../../local/simulator/account.ts';

export const ADDED = '2024-03-01T08:00:00.000Z';

/** Puts contacts on a new list, since 1 March 2024. */
export function addList(account: AccountData, id: string, name: string, contactIds: readonly string[]): ContactList {
  const members = new Map(contactIds.map((one) => [one, { firstAddedAt: ADDED, lastAddedAt: ADDED }]));
  const list: ContactList = { id, name, processingType: 'MANUAL', createdAt: ADDED, members };
  account.lists.set(id, list);
  return list;
}

/** Adds a marketing event in which contacts took part. */
export function addEvent(
  account: AccountData,
  id: string,
  participations: Readonly<Record<string, Participation>>,
): MarketingEvent {
  const event = {
    id,
    name: `Tapahtuma ${id}`,
    createdAt: ADDED,
    participations: new Map(Object.entries(participations)),
  };
  account.marketingEvents.set(id, event);
  return event;
}

import type {
  AccountData,
  ContactList,
  CrmRecord,
  ListMember,
  MarketingEvent,
  Participation,
  SubscriptionStatus,
} from '../account.ts';
import { isLive } from '../record-view.ts';
import { ACTIVE_SUBSCRIPTIONS, optOutProperty } from './subscriptions.ts';

const DAY_MS = 86_400_000;

const LISTS: readonly Pick<ContactList, 'id' | 'name' | 'processingType' | 'isPublic'>[] = [
  { id: '71', name: 'Uutiskirjeen saajat', processingType: 'DYNAMIC', isPublic: true },
  { id: '72', name: 'Kutsuttavat aamiaistilaisuuksiin', processingType: 'MANUAL' },
  { id: '75', name: 'Palautekysely, syksyn ryhmät', processingType: 'SNAPSHOT' },
];

const EVENTS = [
  { id: '880101', name: 'Aamiaistilaisuus: palautteen antaminen', daysAgo: 400 },
  { id: '880102', name: 'Verkkoseminaari: hyvä rekisteripito', daysAgo: 210 },
  { id: '880107', name: 'Esihenkilöpäivä', daysAgo: 30 },
  { id: '880110', name: 'Kevätseminaari', daysAgo: -60 },
];

const STATES: readonly Participation['state'][] = ['ATTENDED', 'ATTENDED', 'NO_SHOW', 'CANCELLED'];

/**
 * Puts live contacts on lists, into marketing events, and gives some of their addresses subscription statuses of their own, in
 * keeping with their opt-out flags. Chosen by the order of the contacts, so that the same account always gets the same.
 */
export function addMarketing(account: AccountData, now: number): void {
  const ago = (days: number) => new Date(now - days * DAY_MS).toISOString();
  const contacts = [...account.records.contacts.values()].filter(isLive);
  for (const [index, list] of LISTS.entries()) {
    const members = contacts.flatMap(({ id }, order): [string, ListMember][] =>
      order % (index + 3) === 0 ? [[id, { firstAddedAt: ago(700 - index), lastAddedAt: ago(90 + (order % 30)) }]] : [],
    );
    account.lists.set(list.id, { ...list, createdAt: ago(800), members: new Map(members) });
  }
  for (const [index, { id, name, daysAgo }] of EVENTS.entries()) {
    const participations: MarketingEvent['participations'] = new Map();
    for (const [order, contact] of contacts.entries()) {
      if (order % (5 + index) === index) participations.set(contact.id, participation(order, daysAgo, ago));
    }
    account.marketingEvents.set(id, { id, name, createdAt: ago(daysAgo + 60), participations });
  }
  for (const [order, contact] of contacts.entries()) {
    if (order % 2 === 0) addStatuses(account, contact, order, ago);
  }
}

type Ago = (days: number) => string;

function participation(order: number, daysAgo: number, ago: Ago): Participation {
  if (daysAgo < 0) return { state: 'REGISTERED', at: ago(3 + (order % 7)) };
  const state = STATES[order % STATES.length] ?? 'REGISTERED';
  const at = ago(daysAgo);
  if (state !== 'ATTENDED') return { state, at };
  return { state, at, durationSeconds: 1_800 + 60 * (order % 60), percentage: String(50 + (order % 50)) };
}

function addStatuses(account: AccountData, { properties }: CrmRecord, order: number, ago: Ago): void {
  const others = properties.hs_additional_emails?.split(';') ?? [];
  for (const address of [properties.email ?? '', ...others].filter((one) => one !== '')) {
    const statuses = ACTIVE_SUBSCRIPTIONS.map(({ id }): [string, SubscriptionStatus] => {
      const isOut = properties.hs_email_optout === 'true' || properties[optOutProperty(id)] === 'true';
      const at = ago(100 + (order % 300));
      if (isOut) return [id, { status: 'UNSUBSCRIBED', source: 'Unsubscribe link', at }];
      const legalBasisExplanation = 'Antoi suostumuksen ilmoittautuessaan tilaisuuteen';
      return [
        id,
        {
          status: 'SUBSCRIBED',
          source: 'Form submission',
          at,
          legalBasis: 'CONSENT_WITH_NOTICE',
          legalBasisExplanation,
        },
      ];
    });
    account.subscriptionStatuses.set(address.toLowerCase(), new Map(statuses));
  }
}

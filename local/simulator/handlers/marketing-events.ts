import type { AccountData, CrmRecord, MarketingEvent, Participation } from '../account.ts';
import { compareIds } from '../account-state.ts';
import type { Answer, Call, Family } from '../call.ts';
import { invalid, notFound } from '../errors.ts';
import { findByEmail } from '../find-by-email.ts';
import { isLive, resolve } from '../record-view.ts';

const LISTED = 10;
const MOST_LISTED = 100;

/** Marketing events that a contact took part in (rights.md B1; HubSpot, "Read participations breakdown by Contact identifier"). */
export const marketingEventFamily: Family = {
  prefix: '/marketing/marketing-events',
  endpoints: [
    {
      method: 'GET',
      pattern: /^\/participations\/contacts\/(?<contact>[^/]+)\/breakdown$/u,
      budget: 'burst',
      scopes: () => [['crm.objects.marketing_events.read']],
      answer: participations,
    },
  ],
};

function participations(call: Call): Answer {
  const { account } = call.world;
  const contact = contactOf(account, decodeURIComponent(call.param('contact')));
  const limit = Number(call.query.get('limit') ?? LISTED);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED)
    throw invalid(`limit must be at most ${MOST_LISTED}`);
  const state = call.query.get('state');
  const all = [...account.marketingEvents.values()]
    .flatMap((event) => {
      const participation = event.participations.get(contact.id);
      if (participation === undefined || (state !== null && participation.state !== state)) return [];
      return [{ event, participation }];
    })
    .sort((a, b) => compareIds(a.event.id, b.event.id));
  const start = Number(call.query.get('after') ?? 0);
  const page = all.slice(start, start + limit);
  const next = start + limit < all.length ? { paging: { next: { after: String(start + limit) } } } : {};
  const results = page.map(({ event, participation }) => participationJson(event, participation, contact));
  return { status: 200, body: { total: all.length, results, ...next }, objectType: 'contacts', ids: [contact.id] };
}

/** By id, or by any of its addresses. */
function contactOf(account: AccountData, identifier: string): CrmRecord {
  const contact = /^\d+$/u.test(identifier)
    ? resolve(account, 'contacts', identifier)
    : findByEmail(account, [identifier]).get(identifier.toLowerCase());
  if (!isLive(contact)) throw notFound('Contact does not exist');
  return contact;
}

function participationJson(event: MarketingEvent, participation: Participation, { id, properties }: CrmRecord) {
  const { email = '', firstname, lastname } = properties;
  const { externalAccountId, externalEventId } = event;
  return {
    id: event.id,
    createdAt: event.createdAt,
    properties: {
      attendanceState: participation.state,
      occurredAt: Date.parse(participation.at),
      attendanceDurationSeconds: participation.durationSeconds,
      attendancePercentage: participation.percentage,
    },
    associations: {
      contact: { contactId: id, email, firstname, lastname },
      marketingEvent: { marketingEventId: event.id, name: event.name, externalAccountId, externalEventId },
    },
  };
}

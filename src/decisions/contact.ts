import type { ContactFacts } from '../facts/facts.ts';
import { hasEnded } from '../facts/has-ended.ts';
import type { Setup } from '../facts/setup.ts';
import type { Policy } from '../policy/schema.ts';
import { allCategories } from '../register/categories.ts';
import { CONSENT_PROPERTIES } from '../register/consent-properties.ts';
import type { Instant } from '../register/instant.ts';
import { eraseNotices, implausibleNotices } from '../register/notices.ts';
import { REQUEST_PROPERTIES } from '../register/request-properties.ts';
import { decideRetention, unlessUnproved } from '../register/retention.ts';
import { wantedOfContact } from '../register/wanted.ts';
import { wantedConsents } from '../register/wanted-consents.ts';
import { type OpenRequest, wantedOfRequests } from '../register/wanted-requests.ts';
import { causeOf } from './cause.ts';
import type { Decided } from './decided.ts';
import { editsOf } from './edits.ts';

const CONSENT_CAUSES = Object.fromEntries(CONSENT_PROPERTIES.map(({ name }) => [name, '§6 data and consents held']));

const REQUEST_CAUSES = Object.fromEntries(REQUEST_PROPERTIES.map(({ name }) => [name, '§11-13 open requests']));

/** What decisions rest on besides the records themselves. */
export interface Circumstances {
  /** What could not be proved to be all there is: nobody newly becomes `ended` on it. */
  readonly unproved: readonly string[];
  /** What the contact has requested and was not answered yet; `undefined` where nobody knows of requests. */
  readonly open: readonly OpenRequest[] | 'unread' | undefined;
}

/** Decides about one contact at `now` (notice §6, §7, §11 to §13). */
export function decideContact(
  { contact, own, customer, before }: ContactFacts,
  policy: Policy,
  now: Instant,
  setup: Setup,
  { unproved, open }: Circumstances = { unproved: [], open: undefined },
): Decided {
  const { createdAt, holdUntil, consent, needsReview } = contact;
  const decided = decideRetention({ createdAt, holdUntil, own, customer }, policy, now);
  const retention = hasEnded({ contact, before }) ? decided : unlessUnproved(decided, unproved);
  const ofCompany = customer === undefined ? [] : customer.categories;
  const categories = contact.categories && allCategories(contact.categories, ofCompany, own, policy);
  const edits = editsOf(contact, before, setup.properties.contacts, now);
  const values = { held: contact.held, remembered: before?.held };
  return {
    kind: 'contacts',
    id: contact.id,
    live: true,
    wanted: {
      ...wantedOfContact(retention, own, customer),
      ...wantedConsents({ categories, consent, needsReview }, values, now, setup.inOrder),
      ...wantedOfRequests(open === 'unread' ? undefined : open, setup.inOrder),
    },
    held: contact.held,
    properties: setup.properties.contacts,
    cause: causeOf('§7', retention.status, retention.basis, retention.source),
    causes: { ...CONSENT_CAUSES, ...REQUEST_CAUSES, ...edits.causes },
    unknown: retention.status === 'unknown',
    unreadable: retention.unreadable,
    // Whose requests have become its own is seen at the merge alone.
    again: open === 'unread' && contact.merged !== (before?.merged ?? ''),
    notices: [
      ...contact.notices,
      ...eraseNotices(contact.decision === 'erase', retention),
      ...implausibleNotices(own, policy),
      ...edits.notices,
    ],
    edited: edits.edited,
    keptBeingEdited: edits.keptBeingEdited,
    putBack: edits.putBack,
  };
}

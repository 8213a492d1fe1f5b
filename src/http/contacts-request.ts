import { z } from 'zod';
import { RETENTION_STATUSES } from '../register/retention.ts';
import { CONTACT_SORTS, type ContactQuery, type ContactSort } from '../remembered/listing/contact-query.ts';
import type { EndPlace } from '../remembered/listing/places.ts';
import { continuationOf, continuationQuery } from './continuation.ts';
import { companyId, contactId, date, oneOf, refuseIn } from './request-fields.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_CONTACTS = 1_000;
const DEFAULT_CONTACTS = 50;
const MOST_NAMES = 100;

/** A valid query of `GET /api/contacts`. */
export interface ContactsRequest extends ContactQuery {
  readonly limit: number;
  /** Where an earlier answer ended; `undefined` at the beginning. */
  readonly after: EndPlace | undefined;
  /** `undefined` leaves the choice to the header `Accept`. */
  readonly format: 'json' | 'csv' | undefined;
}

/** The order of a list, and the end date and the id of the contact at which a page ended. */
const PLACE = /^(?<sort>-?endsOn|contactId)\|(?<endsOn>[\d-]*)\|(?<id>\d{1,19})$/;

const LEADS = 'From an earlier answer to the same query.';

const continuation = continuationQuery((text) => placeIn(text) !== undefined, LEADS, 100)
  .transform(placeIn)
  .describe(LEADS);

/** Query of `GET /api/contacts`. */
export const contactsQuerySchema: z.ZodType<ContactsRequest> = z
  .strictObject({
    status: oneOf(RETENTION_STATUSES).optional().describe('Contacts with this status.'),
    endsFrom: date.optional().describe('Contacts with an end date on this day or later.'),
    endsTo: date.optional().describe('Contacts with an end date on this day or earlier.'),
    companyId: companyId.optional().describe('People of this customer.'),
    sort: oneOf(CONTACT_SORTS)
      .default('endsOn')
      .describe('By end date, the earliest or (-) the latest first, those without one last; or by contact id.'),
    limit: wholeNumber(MOST_CONTACTS, DEFAULT_CONTACTS).describe('How many contacts; CSV has all.'),
    continuation: continuation.optional(),
    format: oneOf(['json', 'csv']).optional().describe('Instead of the header Accept.'),
  })
  .transform((query, context) => {
    const refuse = refuseIn(context);
    const { status, endsFrom, endsTo, companyId: company, sort, limit, continuation: at, format } = query;
    if (endsFrom !== undefined && endsTo !== undefined && endsFrom > endsTo)
      return refuse('endsFrom', 'must not be later than endsTo');
    if (at !== undefined && at.sort !== sort) return refuse('continuation', 'belongs to a query with another sort');
    return { filter: { status, endsFrom, endsTo, companyId: company }, sort, limit, after: at?.place, format };
  });

function placeIn(text: string): { readonly sort: string; readonly place: EndPlace } | undefined {
  const { sort = '', endsOn = '', id = '' } = PLACE.exec(text)?.groups ?? {};
  if (id === '' || (endsOn !== '' && !date.safeParse(endsOn).success)) return undefined;
  return { sort, place: { endsOn: endsOn === '' ? null : endsOn, contactId: id } };
}

/** Leads to the contacts that follow this one in an order. */
export function continuationAfter(sort: ContactSort, { endsOn, contactId: id }: EndPlace): string {
  return continuationOf(`${sort}|${endsOn ?? ''}|${id}`);
}

/** Body of `POST /api/contacts/names`. */
export const namesRequestSchema = z.strictObject({
  contactIds: z.array(contactId).min(1).max(MOST_NAMES).describe('Contacts on the screen; 1 to 100.'),
});

import type { ReadableStream } from 'node:stream/web';
import type { HttpResponseInit } from '@azure/functions';
import { CSV_BOM, csvRow } from '../audit/csv.ts';
import type { ContactRow } from '../remembered/listing/contact-row.ts';
import type { EndPlace } from '../remembered/listing/places.ts';
import { csv, json, problemAnswer } from './answers.ts';
import { type ContactsRequest, continuationAfter } from './contacts-request.ts';
import { nextLink } from './next-link.ts';
import { type ContactPageAnswer, contactSchema } from './schemas/contacts.ts';
import { PROBLEM_TYPES } from './schemas/problem.ts';

/** What an answer says of a contact, in this order. */
const FIELDS = contactSchema.keyof().options;

/** So many rows leave together. */
const ROWS_AT_ONCE = 1_000;

const RETRY_SECONDS = '60';

const VARY = { vary: 'accept' } as const;

/** A page of contacts as JSON. */
export function contactsAnswer(
  request: ContactsRequest,
  { contacts, next }: { readonly contacts: readonly ContactRow[]; readonly next: EndPlace | null },
  asOf: string,
  account: string | undefined,
): HttpResponseInit {
  const continuation = next === null ? null : continuationAfter(request.sort, next);
  const { filter, sort, limit, format } = request;
  const link = nextLink('/api/contacts', { ...filter, sort, limit, format }, continuation, account);
  const answer: ContactPageAnswer = { contacts: contacts.map(shown), continuation, asOf };
  return json(200, answer, { ...VARY, ...link });
}

/** All contacts as a file of CSV, which leaves as it is made. */
export function contactsCsvAnswer(body: ReadableStream<Uint8Array>): HttpResponseInit {
  return csv(body, 'rekisteri-contacts.csv', VARY);
}

/** Contacts as CSV with a header row, piece by piece. */
export async function* contactsCsv(contacts: AsyncIterable<ContactRow>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = [CSV_BOM, csvRow(FIELDS)];
  for await (const contact of contacts) {
    lines.push(csvRow(FIELDS.map((field) => String(contact[field] ?? ''))));
    if (lines.length < ROWS_AT_ONCE) continue;
    yield encoder.encode(lines.join(''));
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(lines.join(''));
}

/** Nobody has been counted: who is not listed may be there all the same. */
export function notListedYet(): HttpResponseInit {
  const detail =
    'Contacts are listed once a reconcile has come to its end: start one with POST /api/resync, or wait for the next.';
  const body = { type: PROBLEM_TYPES.notListedYet, title: 'Contacts are not listed yet', status: 503, detail };
  return problemAnswer(body, { 'retry-after': RETRY_SECONDS });
}

function shown(row: ContactRow): ContactPageAnswer['contacts'][number] {
  const { contactId, companyId, status, endsOn, basis, source, lastContactAt, customerLastContactAt } = row;
  const { decision, restricted, holdUntil, consentReview, requestOpen } = row;
  const ofEnd = { contactId, companyId, status, endsOn, basis, source, lastContactAt, customerLastContactAt };
  return { ...ofEnd, decision, restricted, holdUntil, consentReview, requestOpen };
}

import type { HttpResponseInit } from '@azure/functions';
import { csvTable } from '../audit/csv.ts';
import type { AuditKey } from '../audit/key.ts';
import { continuationOf } from '../audit/query/continuation.ts';
import { formatInstant } from '../register/instant.ts';
import type { DisclosurePage } from '../rights/disclosures/list.ts';
import { csv, json } from './answers.ts';
import type { DisclosuresRequest } from './disclosures-request.ts';
import { nextLink } from './next-link.ts';
import { prefers } from './prefers.ts';
import { type DisclosureAnswer, type DisclosurePageAnswer, disclosureSchema } from './schemas/disclosure.ts';

/** What an answer says of a disclosure, in this order. */
const FIELDS = disclosureSchema.keyof().options;

/** The answer to `GET /api/disclosures`, in the form that the query or else the header `Accept` asks for; `key` signs its continuation. */
export function disclosuresAnswer(
  request: DisclosuresRequest,
  accept: string | null,
  { disclosures, next }: DisclosurePage,
  key: AuditKey,
  account?: string,
): HttpResponseInit {
  const continuation = next === undefined ? null : continuationOf(request.filter, next, key);
  const headers = { vary: 'accept', ...nextLink('/api/disclosures', queryOf(request), continuation, account) };
  if ((request.format ?? (prefers('csv', accept) ? 'csv' : 'json')) === 'csv')
    return csv(disclosuresCsv(disclosures), 'rekisteri-disclosures.csv', headers);
  const answer: DisclosurePageAnswer = { disclosures: [...disclosures], continuation };
  return json(200, answer, headers);
}

/** Disclosures as CSV, with a header row. */
export function disclosuresCsv(disclosures: readonly DisclosureAnswer[]): string {
  const rows = disclosures.map((one) => FIELDS.map((field) => String(one[field] ?? '')));
  return csvTable(FIELDS, rows);
}

/** The query that was asked, for its next page. */
function queryOf({ filter: { from, to }, limit, format }: DisclosuresRequest) {
  return {
    from: from === undefined ? from : formatInstant(from),
    to: to === undefined ? to : formatInstant(to),
    limit,
    format,
  };
}

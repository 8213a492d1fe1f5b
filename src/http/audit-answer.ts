import type { HttpResponseInit } from '@azure/functions';
import { CSV_BOM, csvRow } from '../audit/csv.ts';
import type { ChainedEvent } from '../audit/event.ts';
import type { AuditKey } from '../audit/key.ts';
import { continuationOf } from '../audit/query/continuation.ts';
import type { AuditPage } from '../audit/query/list-events.ts';
import { formatInstant } from '../register/instant.ts';
import { recordOf } from '../register/record.ts';
import { addressOf } from './account-query.ts';
import { csv, json } from './answers.ts';
import type { AuditRequest } from './audit-request.ts';
import { prefers } from './prefers.ts';
import { recordId } from './record-id.ts';
import { type AuditEventAnswer, type AuditPageAnswer, auditEventSchema } from './schemas/audit-event.ts';

/** What an answer says of an event, in this order. */
const FIELDS = auditEventSchema.keyof().options;

const FILE_NAME = 'rekisteri-audit.csv';

/** The answer to `GET /api/audit`, in the form that the query or else the header `Accept` asks for; `key` signs its continuation. */
export function auditAnswer(
  request: AuditRequest,
  accept: string | null,
  page: AuditPage,
  key: AuditKey,
  account?: string,
): HttpResponseInit {
  const continuation = page.next === undefined ? null : continuationOf(request.filter, page.next, key);
  const format = request.format ?? (prefers('csv', accept) ? 'csv' : 'json');
  const link =
    continuation === null ? {} : { link: `<${addressOf(nextAddress(request, continuation), account)}>; rel="next"` };
  const headers = { vary: 'accept', ...link };
  if (format === 'csv') return csv(asCsv(page.events), FILE_NAME, headers);
  const answer: AuditPageAnswer = { events: page.events.map(shown), continuation };
  return json(200, answer, headers);
}

function shown(event: ChainedEvent): AuditEventAnswer {
  const { sequence, at, runId, actor, action, subject, property, before, after, cause, hash } = event;
  const { chain, previousHash, keyId } = event;
  const forReaders = { sequence, at, runId, actor, action, subject, property, before, after, cause, hash };
  return { ...forReaders, chain, previousHash, keyId };
}

function asCsv(events: readonly ChainedEvent[]): string {
  const rows = events.map((event) => csvRow(FIELDS.map((field) => String(event[field]))));
  return [CSV_BOM, csvRow(FIELDS), ...rows].join('');
}

/** Made anew rather than from the address of the request, which may hold a function key. */
function nextAddress({ filter, limit, format }: AuditRequest, continuation: string): string {
  const { subject, runId, from, to } = filter;
  const record = subject === undefined ? undefined : recordOf(subject);
  const parameters = {
    ...(record === undefined ? {} : recordId(record)),
    ...(runId === undefined ? {} : { runId }),
    ...(from === undefined ? {} : { from: formatInstant(from) }),
    ...(to === undefined ? {} : { to: formatInstant(to) }),
    limit: String(limit),
    ...(format === undefined ? {} : { format }),
    continuation,
  };
  return `/api/audit?${new URLSearchParams(parameters)}`;
}

import type { HttpResponseInit } from '@azure/functions';
import { csvTable } from '../audit/csv.ts';
import type { ChainedEvent } from '../audit/event.ts';
import type { AuditKey } from '../audit/key.ts';
import { continuationOf } from '../audit/query/continuation.ts';
import type { AuditPage } from '../audit/query/list-events.ts';
import { formatInstant } from '../register/instant.ts';
import { recordOf } from '../register/record.ts';
import { csv, json } from './answers.ts';
import type { AuditRequest } from './audit-request.ts';
import { nextLink } from './next-link.ts';
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
  const headers = { vary: 'accept', ...nextLink('/api/audit', queryOf(request), continuation, account) };
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
  const rows = events.map((event) => FIELDS.map((field) => String(event[field])));
  return csvTable(FIELDS, rows);
}

/** The query that was asked, for its next page. */
function queryOf({ filter, limit, format }: AuditRequest) {
  const { subject = '', runId, from, to } = filter;
  const record = recordOf(subject);
  return {
    ...(record && recordId(record)),
    runId,
    from: from === undefined ? from : formatInstant(from),
    to: to === undefined ? to : formatInstant(to),
    limit,
    format,
  };
}

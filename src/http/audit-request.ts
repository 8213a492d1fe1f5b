import { z } from 'zod';
import type { AuditKey } from '../audit/key.ts';
import { positionOf } from '../audit/query/continuation.ts';
import type { AuditFilter } from '../audit/query/filter.ts';
import type { Position } from '../audit/query/list-events.ts';
import { subjectOf } from '../register/record.ts';
import { moment } from './moment.ts';
import { companyId, contactId, oneOf, refuseIn } from './request-fields.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_EVENTS = 1_000;
const DEFAULT_EVENTS = 100;

/** A valid query of `GET /api/audit`. */
export interface AuditRequest {
  readonly filter: AuditFilter;
  readonly limit: number;
  /** Where an earlier answer ended; `undefined` at the beginning. */
  readonly position: Position | undefined;
  /** `undefined` leaves the choice to the header `Accept`. */
  readonly format: 'json' | 'csv' | undefined;
}

const FROM = 'Not before: a date in the time zone of the register, or a time with its offset.';
const TO = 'Not after: a date, which means its last moment, or a time with its offset.';
const FORMAT = 'Instead of the header Accept.';

/** The query's schema; dates are dates in `timeZone`, and continuations were signed with `key`. Strict: a misspelt filter would show more than was asked for. */
export function auditQuery(timeZone: string, key: AuditKey): z.ZodType<AuditRequest> {
  const parameters = z.strictObject({
    contactId: contactId.optional().describe('Events of this contact; not together with companyId.'),
    companyId: companyId.optional().describe('Events of this company.'),
    runId: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'must be the id of a run')
      .optional()
      .describe('Events of this run.'),
    from: moment(timeZone, 'begins').optional().describe(FROM),
    to: moment(timeZone, 'ends').optional().describe(TO),
    limit: wholeNumber(MOST_EVENTS, DEFAULT_EVENTS).describe('How many events.'),
    continuation: z.string().optional().describe('From an earlier answer to the same query.'),
    format: oneOf(['json', 'csv']).optional().describe(FORMAT),
  });
  return parameters.transform(
    ({ contactId: contact, companyId: company, runId, from, to, continuation, ...rest }, context) => {
      const refuse = refuseIn(context);
      if (contact !== undefined && company !== undefined)
        return refuse('companyId', 'must not be given with contactId');
      if (from !== undefined && to !== undefined && from > to) return refuse('from', 'must not be later than to');
      const filter = { subject: subjectNamed(contact, company), runId, from, to };
      if (continuation === undefined) return { filter, position: undefined, ...rest, format: rest.format };
      const position = positionOf(filter, continuation, key);
      if (position === 'unreadable') return refuse('continuation', 'must be the continuation of an earlier answer');
      if (position === 'of_another_query') return refuse('continuation', 'belongs to a query with other filters');
      return { filter, position, ...rest, format: rest.format };
    },
  );
}

function subjectNamed(contact: string | undefined, company: string | undefined): string | undefined {
  if (contact !== undefined) return subjectOf({ kind: 'contacts', id: contact });
  return company === undefined ? undefined : subjectOf({ kind: 'companies', id: company });
}

import { z } from 'zod';
import { parseDate } from '../../register/calendar.ts';
import { membersOf } from '../../register/difference.ts';
import { formatInstant, parseInstant } from '../../register/instant.ts';
import { REQUEST_KINDS } from '../../register/request-kinds.ts';
import { RETENTION_BASES, RETENTION_STATUSES } from '../../register/retention.ts';
import { RETENTION_DECISIONS } from '../../register/staff-properties.ts';
import type { ContactMemory } from '../memory.ts';

/** What is listed of a contact: ids, dates and codes, as HubSpot held them after the last run that looked at it. */
export const contactRowSchema = z.object({
  contactId: z.string(),
  companyId: z.string().nullable(),
  status: z.enum(RETENTION_STATUSES),
  /** A calendar date. */
  endsOn: z.string().nullable(),
  basis: z.enum(RETENTION_BASES).nullable(),
  source: z.string().nullable(),
  lastContactAt: z.string().nullable(),
  customerLastContactAt: z.string().nullable(),
  decision: z.enum(RETENTION_DECISIONS).nullable(),
  restricted: z.boolean(),
  /** A calendar date. */
  holdUntil: z.string().nullable(),
  consentReview: z.boolean(),
  requestOpen: z.array(z.enum(REQUEST_KINDS)),
});

export type ContactRow = z.infer<typeof contactRowSchema>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const ACTIVITY = /^[a-z_]{1,20}:\d{1,19}$/;

/**
 * The row of a contact of whom this is remembered. A contact on whom HubSpot holds no status, or none that there is, is `unknown`:
 * it is never left out.
 */
export function rowOf(contactId: string, { held, companyId, holdUntil, decision }: ContactMemory): ContactRow {
  const source = held.rekisteri_last_contact_source ?? '';
  const requests = new Set(membersOf(held.rekisteri_request_open ?? ''));
  return {
    contactId,
    companyId: companyId ?? null,
    status: oneOf(RETENTION_STATUSES, held.rekisteri_retention_status) ?? 'unknown',
    endsOn: dateIn(held.rekisteri_retention_ends),
    basis: oneOf(RETENTION_BASES, held.rekisteri_retention_basis),
    source: ACTIVITY.test(source) ? source : null,
    lastContactAt: instantIn(held.rekisteri_last_contact_at),
    customerLastContactAt: instantIn(held.rekisteri_customer_last_contact_at),
    decision: decision ?? null,
    restricted: held.rekisteri_processing_restricted === 'true',
    holdUntil: dateIn(holdUntil),
    consentReview: held.rekisteri_consent_data_review === 'true',
    requestOpen: REQUEST_KINDS.filter((kind) => requests.has(kind)),
  };
}

function oneOf<Value extends string>(values: readonly Value[], text: string | undefined): Value | null {
  return values.find((value) => value === text) ?? null;
}

/** Most are as they should be: those are not taken apart, for there are very many. */
function dateIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  return DATE.test(text) ? text : (parseDate(text) ?? null);
}

function instantIn(text: string | undefined): string | null {
  if (text === undefined || INSTANT.test(text)) return text ?? null;
  const instant = parseInstant(text);
  return instant === undefined ? null : formatInstant(instant);
}

import { z } from 'zod';
import { RETENTION_BASES, RETENTION_STATUSES } from '../../register/retention.ts';
import { REQUEST_KINDS } from '../../register/request-kinds.ts';
import { RETENTION_DECISIONS } from '../../register/staff-properties.ts';
import { continuationSchema } from './continuation.ts';
import { instantSchema } from './instant.ts';

const date = z.iso.date();

/** A contact as `GET /api/contacts` lists it: ids, dates and codes, as HubSpot held them after the last run that looked at it. */
export const contactSchema = z
  .object({
    contactId: z.string(),
    companyId: z.string().nullable().describe('The customer: its primary company.'),
    status: z.enum(RETENTION_STATUSES).describe('unknown also where HubSpot holds no status yet.'),
    endsOn: date.nullable().describe('Last day of the retention period (§7).'),
    basis: z.enum(RETENTION_BASES).nullable().describe('What the end date was counted from.'),
    source: z
      .string()
      .nullable()
      .describe('The activity that was the own latest service contact, such as meetings:5512.'),
    lastContactAt: instantSchema.nullable().describe('Own latest service contact; ISO 8601, UTC.'),
    customerLastContactAt: instantSchema.nullable().describe('Latest service contact of the customer; ISO 8601, UTC.'),
    decision: z.enum(RETENTION_DECISIONS).nullable().describe('What staff decided once it ended.'),
    restricted: z.boolean().describe('Whether processing is restricted (Art. 18).'),
    holdUntil: date.nullable().describe('Through which day a hold is in force, or was.'),
    consentReview: z
      .boolean()
      .describe('Whether data is held that takes a consent, and there is none or its purpose has passed.'),
    requestOpen: z.array(z.enum(REQUEST_KINDS)).describe('Kinds of the open requests of the person (§11 to 13).'),
  })
  .meta({ id: 'Contact' });

/** The answer to `GET /api/contacts`. */
export const contactPageSchema = z
  .object({
    contacts: z.array(contactSchema),
    continuation: continuationSchema,
    asOf: instantSchema.describe('When the last run ended that did all of its work.'),
  })
  .meta({ id: 'ContactPage' });

export type ContactAnswer = z.input<typeof contactSchema>;
export type ContactPageAnswer = z.input<typeof contactPageSchema>;

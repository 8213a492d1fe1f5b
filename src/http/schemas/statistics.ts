import { z } from 'zod';
import { NAMES_ON_SCREEN } from '../../policy/console.ts';
import { RETENTION_STATUSES } from '../../register/retention.ts';
import { RETENTION_DECISIONS } from '../../register/staff-properties.ts';
import { instantSchema } from './instant.ts';

const count = z.int().min(0);

const byStatusSchema = z.record(z.enum(RETENTION_STATUSES), count).meta({ id: 'CountsByStatus' });

/** What there is, counted at the end of the last run. */
const countsSchema = {
  total: count.describe('Contacts in the register.'),
  byStatus: byStatusSchema,
  endedByDecision: z
    .record(z.enum([...RETENTION_DECISIONS, 'none']), count)
    .describe('Ended contacts, by what staff decided.'),
  restricted: count.describe('Contacts whose processing is restricted (Art. 18).'),
  consentReview: count.describe('Contacts whose consent data needs a look.'),
  requestOpen: count.describe('Contacts with an open request.'),
  byMonth: z
    .array(
      z.object({
        month: z
          .string()
          .regex(/^\d{4}-\d{2}$/)
          .nullable()
          .describe('Month of the end date, such as 2031-05; null of those who have none, last.'),
        total: count,
        byStatus: byStatusSchema,
      }),
    )
    .describe('Months in which somebody ends, the earliest first.'),
  companies: z
    .array(
      z.object({
        companyId: z.string(),
        total: count,
        ended: count,
        endingSoon: count,
        nextEndsOn: z.iso
          .date()
          .nullable()
          .describe('The earliest end date of its people who have not ended; null where none has one.'),
      }),
    )
    .max(100)
    .describe('Customers with the most ended contacts, then with the most that end soon, at most 100.'),
};

/** The answer to `GET /api/statistics`. */
export const statisticsSchema = z
  .object({
    asOf: instantSchema
      .nullable()
      .describe(
        'When the last run ended that did all of its work. Null until a reconcile has counted: then counts is.',
      ),
    names: z
      .enum(NAMES_ON_SCREEN)
      .describe('Whether a console asks for names as it shows people (shown), or when somebody wants them (masked).'),
    counts: z
      .object(countsSchema)
      .nullable()
      .describe('Null while nothing has been counted: it is not known, not nobody.'),
  })
  .meta({ id: 'Statistics' });

export type StatisticsAnswer = z.input<typeof statisticsSchema>;

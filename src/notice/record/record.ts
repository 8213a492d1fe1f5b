import { z } from 'zod';
import { DATA_CATEGORIES } from '../../policy/data-categories.ts';
import { processorSchema } from '../../policy/processors.ts';
import { BASES } from '../../policy/purposes.ts';
import type { Policy } from '../../policy/schema.ts';
import { labelsOf } from '../contents.ts';

const text = z.object({ fi: z.string(), en: z.string().nullable() }).meta({ id: 'NoticeText' });
const said = z.string();
const recipient = processorSchema.shape;
const role = recipient.role.unwrap();

/** The record of processing activities (Art. 30(1)) as data. `null`: the policy does not say. */
export const recordSchema = z
  .object({
    format: z.literal('rekisteri-record-of-processing-v1'),
    account: z.string().nullable().describe('The HubSpot account, where there are several.'),
    register: z.string().describe('§3 Name of the register.'),
    updatedOn: z.iso.date().describe('When the notice was updated last.'),
    controller: z
      .object({ name: said, businessId: said, address: said, email: said, shortName: said.nullable() })
      .describe('30(1)(a)'),
    groupCompanies: z.array(z.object({ name: z.string(), businessId: z.string().nullable(), role })).nullable(),
    contactPerson: z.object({ name: said, email: said, title: text }),
    dataProtectionOfficer: z
      .object({
        appointed: z.boolean(),
        statement: text.nullable(),
        name: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        evidence: z.string().nullable(),
      })
      .nullable(),
    purposes: z
      .array(
        z.object({
          code: z.string().nullable(),
          text,
          basis: z.enum(BASES).nullable(),
          legitimateInterest: text.nullable(),
          categories: z.array(z.enum(DATA_CATEGORIES)).nullable(),
        }),
      )
      .describe('30(1)(b)'),
    dataSubjects: z.array(text).nullable().describe('30(1)(c)'),
    categories: z
      .array(z.object({ code: z.enum(DATA_CATEGORIES), text: text.nullable(), labels: z.array(text) }))
      .describe('30(1)(c) Categories of personal data, with what each holds.'),
    recipients: z
      .array(
        z.object({
          name: recipient.name,
          role,
          purpose: text.nullable(),
          country: z.string().nullable(),
          mechanism: recipient.mechanism.unwrap(),
          safeguard: text.nullable(),
          evidence: z.string().nullable(),
          checkedOn: z.string().nullable(),
        }),
      )
      .describe('30(1)(d), (e) Recipients, where they are, and what protects the data there.'),
    transfers: text.nullable().describe('30(1)(e)'),
    timeLimits: z
      .object({
        rule: z.object({
          years: z.int().describe('§7 Calendar years after the latest service contact.'),
          clock: z.enum(['customer', 'contact']),
          withoutContact: z.enum(['created', 'unknown']),
        }),
        text: text.nullable(),
        others: z.array(z.object({ category: text, text })).nullable(),
        trailYears: z.int().describe('Calendar years for which events of erased people are kept.'),
      })
      .describe('30(1)(f)'),
    security: text.nullable().describe('30(1)(g)'),
  })
  .meta({ id: 'RecordOfProcessing' });

export type ProcessingRecord = z.infer<typeof recordSchema>;

/** The record of one register, from its policy alone. */
export function recordOf(policy: Policy, account: string | null): ProcessingRecord {
  const { fields, retention, processors } = policy;
  const { years, clock, withoutContact, text: words, others } = retention;
  // The schema leaves out what is no part of the record.
  return recordSchema.parse({
    ...policy,
    format: 'rekisteri-record-of-processing-v1',
    account,
    updatedOn: policy.notice.updatedOn,
    categories: DATA_CATEGORIES.map((code) => {
      const { text: own, ...held } = fields[code];
      return { code, text: own, labels: labelsOf(held) };
    }),
    recipients: processors,
    timeLimits: { rule: { years, clock, withoutContact }, text: words, others, trailYears: policy.audit.keepYears },
  });
}

import { IANAZone } from 'luxon';
import { z } from 'zod';
import { ACTIVITY_TYPES } from './activity-types.ts';
import { approvalsSchema, erasureSchema } from './erasure.ts';
import { requestsSchema } from './requests.ts';

const text = z.string().trim().min(1);
const propertyName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a HubSpot property name (lower case, digits, _)');
const isoDate = z.iso.date();

const serviceContact = z
  .strictObject({
    date: z
      .array(propertyName)
      .min(1)
      .describe('Properties that hold the date of the activity; the first that is not empty is used.'),
    except: z
      .record(propertyName, z.array(text).min(1))
      .describe('Property values with which an activity does not count, compared exactly.'),
  })
  .describe('When an activity of this type is a service contact.');

const fieldCategory = z
  .strictObject({
    contact: z.array(z.strictObject({ property: propertyName, label: text })),
    company: z.array(z.strictObject({ property: propertyName, label: text })),
  })
  .describe('HubSpot properties of the contact, and of its company, that belong to this category of §6.');

const source = z.strictObject({
  name: text,
  hubspotSources: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be a HubSpot source type such as FORM'))
    .describe('Source types of HubSpot property histories that mean this source and no other.'),
});

/** One schema for the register notice as data: it validates policy files and generates `policy/schema.json`. */
export const policySchema = z.strictObject({
  $schema: z.string(),
  register: text.describe('§3 Name of the register.'),
  controller: z
    .strictObject({ name: text, businessId: z.string().regex(/^\d{7}-\d$/), address: text, email: z.email() })
    .describe('§1 The controller.'),
  contactPerson: z
    .strictObject({ name: text, title: text, email: z.email() })
    .describe('§2 Who handles register matters.'),
  notice: z.strictObject({ preparedOn: isoDate, updatedOn: isoDate }),
  timeZone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'must be an IANA time zone such as Europe/Helsinki')
    .describe('Time zone of calendar dates, such as the end of the retention period.'),
  processors: z
    .array(z.strictObject({ name: text, safeguard: text.describe('§9, §10 Where data is and what protects it.') }))
    .describe('§4 Processors.'),
  purposes: z.array(text).min(1).describe('§5 Why personal data is processed.'),
  fields: z
    .strictObject({
      contact_details: fieldCategory,
      job: fieldCategory,
      employer: fieldCategory,
      participation: fieldCategory,
      relationship: fieldCategory,
      consents: fieldCategory,
      consent_based: fieldCategory,
    })
    .describe('§6 What the register holds.'),
  retention: z
    .strictObject({
      years: z.int().min(0).max(100).describe('Calendar years added to the latest service contact.'),
      clock: z.enum(['customer', 'contact']).describe('Whose service contacts start the clock.'),
      withoutContact: z
        .enum(['created', 'unknown'])
        .describe('What starts the clock when there is no service contact.'),
      implausibleBefore: z
        .int()
        .min(1000)
        .max(9999)
        .default(1990)
        .describe('A service contact before this year, or in 1970, is used as it is and reported. Without it 1990.'),
      endingSoonDays: z.int().min(0).max(3650).describe('How many days before the end date the status is ending_soon.'),
    })
    .describe('§7 How long personal data is kept.'),
  serviceContacts: z
    .partialRecord(z.enum(ACTIVITY_TYPES), serviceContact)
    .refine((types) => Object.keys(types).length > 0, 'must name at least one activity type')
    .describe('§7 Which HubSpot activities are service contacts.'),
  sources: z.array(source).min(1).describe('§8 Where personal data comes from.'),
  consents: z.strictObject({
    legalBasis: z
      .array(text)
      .min(1)
      .describe('Values of hs_legal_basis that record a consent, as HubSpot stores them.'),
  }),
  consentBased: z
    .array(z.strictObject({ property: propertyName, consent: propertyName, purposeEnds: propertyName }))
    .describe('Data held on consent: what says the consent was given, and when its purpose ends.'),
  undone: z
    .strictObject({
      degradedFromRecords: z.int().min(1).describe('So many records make a problem of the run, and health degraded.'),
      failedFromPercent: z
        .number()
        .gt(0)
        .max(100)
        .describe('Such a share of the records of a run makes health failed.'),
    })
    .default({ degradedFromRecords: 1, failedFromPercent: 20 })
    .describe('When contacts or companies that a run could not decide or write are reported.'),
  approvals: approvalsSchema,
  erasure: erasureSchema,
  requests: requestsSchema,
  audit: z.strictObject({
    keepYears: z.int().min(1).max(100).describe('How long audit events of erased contacts are kept.'),
  }),
});

export type Policy = z.infer<typeof policySchema>;

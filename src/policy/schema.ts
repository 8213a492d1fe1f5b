import { IANAZone } from 'luxon';
import { z } from 'zod';
import { ACTIVITY_TYPES } from './activity-types.ts';
import { consoleSchema } from './console.ts';
import { approvalsSchema, erasureSchema } from './erasure.ts';
import { changesSchema, contactSchema, introductionsSchema, noticeSchema, rightsSchema } from './notice-texts.ts';
import {
  complaintSchema,
  contactPersonSchema,
  controllerSchema,
  dataProtectionOfficerSchema,
  groupCompaniesSchema,
} from './parties.ts';
import { placesSchema, placesWithout, strangeProcessors } from './places.ts';
import { processorSchema } from './processors.ts';
import { purposeSchema } from './purposes.ts';
import { requestsSchema } from './requests.ts';
import { filledIn, localText, orSilent, textWithFacts, words } from './text.ts';

const propertyName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a HubSpot property name (lower case, digits, _)');

const serviceContact = z
  .strictObject({
    date: z
      .array(propertyName)
      .min(1)
      .describe('Properties that hold the date of the activity; the first that is not empty is used.'),
    except: z
      .record(propertyName, z.array(words).min(1))
      .describe('Property values with which an activity does not count, compared exactly.'),
  })
  .describe('When an activity of this type is a service contact.');

const field = z.strictObject({ property: propertyName, label: localText });

const fieldCategory = z
  .strictObject({
    text: orSilent(localText).describe('What the notice says of this category.'),
    contact: z.array(field),
    company: z.array(field),
  })
  .describe('HubSpot properties of the contact, and of its company, that belong to this category of §6.');

const source = z.strictObject({
  name: localText,
  publiclyAccessible: orSilent(z.boolean()).describe('Art. 14(2)(f) Whether it is a source open to the public.'),
  hubspotSources: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be a HubSpot source type such as FORM'))
    .describe('Source types of HubSpot property histories that mean this source and no other.'),
});

const policyFile = z.strictObject({
  $schema: z.string(),
  register: words.describe('§3 Name of the register.'),
  controller: controllerSchema,
  groupCompanies: groupCompaniesSchema,
  contactPerson: contactPersonSchema,
  dataProtectionOfficer: dataProtectionOfficerSchema,
  notice: noticeSchema,
  introductions: introductionsSchema,
  timeZone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'must be an IANA time zone such as Europe/Helsinki')
    .describe('Time zone of calendar dates, such as the end of the retention period.'),
  processors: z.array(processorSchema).describe('§4 Processors and other recipients.'),
  purposes: z.array(purposeSchema).min(1).describe('§5 Why personal data is processed.'),
  dataSubjects: orSilent(z.array(localText).min(1)).describe('Art. 30(1)(c) Whom the register is about.'),
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
      text: orSilent(textWithFacts).describe('What the notice says of it.'),
      others: orSilent(z.array(z.strictObject({ category: localText, text: textWithFacts }))).describe(
        'Art. 13(2)(a) How long other data is kept: what statutes, a consent or an event decide of.',
      ),
    })
    .describe('§7 How long personal data is kept.'),
  serviceContacts: z
    .partialRecord(z.enum(ACTIVITY_TYPES), serviceContact)
    .refine((types) => Object.keys(types).length > 0, 'must name at least one activity type')
    .describe('§7 Which HubSpot activities are service contacts.'),
  sources: z.array(source).min(1).describe('§8 Where personal data comes from.'),
  transfers: orSilent(localText).describe('§9 Disclosures, and transfers out of the EEA.'),
  security: orSilent(localText).describe('§10 How the register is protected.'),
  rights: rightsSchema,
  contact: contactSchema,
  complaint: complaintSchema,
  obligationToProvide: orSilent(localText).describe(
    'Art. 13(2)(e) Whether data must be given, and what follows if not.',
  ),
  profiling: orSilent(localText).describe(
    'Art. 13(2)(f), 22 Profiling and automated decisions, also that there are none.',
  ),
  changes: changesSchema,
  places: placesSchema,
  consents: z.strictObject({
    legalBasis: z
      .array(words)
      .min(1)
      .describe('Values of hs_legal_basis that record a consent, as HubSpot stores them.'),
  }),
  consentBased: z
    .array(
      z.strictObject({
        property: propertyName,
        consent: propertyName,
        purposeEnds: propertyName,
        explicitConsent: orSilent(z.boolean()).describe('Art. 9(2)(a) Whether the consent is an explicit one.'),
      }),
    )
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
  console: consoleSchema,
  audit: z.strictObject({
    keepYears: z.int().min(1).max(100).describe('How long audit events of erased contacts are kept.'),
  }),
});

/** One schema for the register notice as data: it validates policy files and generates `policy/schema.json`. */
export const policySchema = policyFile
  .superRefine(
    (file, context) => {
      const message = 'must be the name of one of the processors';
      for (const path of strangeProcessors(file)) context.addIssue({ code: 'custom', path, message });
    },
    // Also of a file that is wrong elsewhere, so that everything is told at once.
    { when: () => true },
  )
  .transform((policy) => {
    const { retention, contact, controller, processors, places } = policy;
    const facts = { years: String(retention.years), address: controller.address, email: controller.email };
    return {
      ...policy,
      places: places ?? placesWithout(processors),
      retention: {
        ...retention,
        text: filledIn(retention.text, facts),
        others: retention.others?.map((one) => ({ ...one, text: filledIn(one.text, facts) })) ?? null,
      },
      contact: {
        text: filledIn(contact.text, facts),
        postal: filledIn(contact.postal, facts),
        email: filledIn(contact.email, facts),
        verification: filledIn(contact.verification, facts),
      },
    };
  });

export type Policy = z.infer<typeof policySchema>;

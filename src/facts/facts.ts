import { z } from 'zod';
import { RETENTION_DECISIONS } from '../register/staff-properties.ts';
import { companyMemorySchema, contactMemorySchema } from '../remembered/memory.ts';
import { categoriesSchema, clockSchema } from '../remembered/schemas.ts';

/**
 * What a run keeps of records between its slices, in `RegisterIndex`, partitioned by run and gone when the run ends: ids,
 * dates, statuses and hashes.
 */
const fingerprints = {
  /** Hash of all that deciding needs of the record itself: another hash means that the record has changed. */
  inputs: z.string(),
  /** Hash of the ids that were merged into it; empty when there are none. */
  merged: z.string(),
};

const contactSchema = z.object({
  id: z.string(),
  createdAt: z.number().optional(),
  companyId: z.string().optional(),
  holdUntil: z.string().optional(),
  /** Ids that were merged into it, whose requests are its own; absent when there are none. */
  mergedIds: z.array(z.string()).optional(),
  held: z.record(z.string(), z.string()),
  /** Why its clocks cannot be told: activities that could not be found, or a company that has no id. */
  unread: z.array(z.string()),
  /** Categories of §6 in which its properties hold something; absent when that is not known. */
  categories: categoriesSchema.optional(),
  consent: z
    .object({
      status: z.enum(['granted', 'partial', 'withdrawn', 'not_recorded']),
      channels: z.array(z.string()).readonly(),
    })
    .optional(),
  needsReview: z.boolean(),
  /** What staff decided once it had ended. */
  decision: z.enum(RETENTION_DECISIONS).optional(),
  /** What staff should look at. */
  notices: z.array(z.string()),
  ...fingerprints,
});

/** A contact as HubSpot returned it. */
export type ListedContact = z.infer<typeof contactSchema>;

export const listedContactSchema = contactSchema;

const companySchema = z.object({
  id: z.string(),
  /** `false` for a company that only contacts name: it is archived, so its own flags are not written. */
  live: z.boolean(),
  held: z.record(z.string(), z.string()),
  unread: z.array(z.string()),
  /** Ids of companies that were merged into it, whose floors are its own. */
  mergedIds: z.array(z.string()),
  /** Categories of §6 in which its properties hold something about its people; absent when it could not be read. */
  categories: categoriesSchema.optional(),
  ...fingerprints,
});

export type ListedCompany = z.infer<typeof companySchema>;

export const listedCompanySchema = companySchema;

export const listedContactsSchema = z.array(contactSchema);
export const listedCompaniesSchema = z.array(companySchema);

/** Ids of merged companies that contacts still name, each with the id of the company that survives. */
export const aliasesSchema = z.array(z.tuple([z.string(), z.string()]));

/** Ids of records, each with the ids of the activities of one type that it is associated with. */
export const edgesSchema = z.array(z.tuple([z.string(), z.array(z.string())]));

/** Activities of one type: when those that count were, and why others could not be read. */
export const activitiesSchema = z.object({
  counting: z.array(z.tuple([z.string(), z.number()])),
  /** Ids of those that were read, or are gone, and do not count. */
  others: z.array(z.string()),
  unread: z.array(z.tuple([z.string(), z.string()])),
});

export type KeptActivities = z.infer<typeof activitiesSchema>;

const customerSchema = z.object({
  companyId: z.string(),
  companyActivity: clockSchema,
  clock: clockSchema,
  /** What erased people left behind (ms). */
  floor: z.number().optional(),
  /** Categories of the company; absent when it could not be read. */
  categories: categoriesSchema.optional(),
  /** Fingerprint of the company and its people; absent where not all of them were read: nobody of it newly becomes `ended` then. */
  people: z.string().optional(),
});

/** Everything that deciding about a contact or a company needs, and what was decided the time before. */
export const contactFactsSchema = z.array(
  z.object({
    contact: contactSchema,
    own: clockSchema,
    customer: customerSchema.optional(),
    before: contactMemorySchema.optional(),
  }),
);
export const companyFactsSchema = z.array(
  z.object({ company: companySchema, customer: customerSchema, before: companyMemorySchema.optional() }),
);

export type ContactFacts = z.infer<typeof contactFactsSchema>[number];
export type CompanyFacts = z.infer<typeof companyFactsSchema>[number];

import { z } from 'zod';
import { ACTIVITY_TYPES } from '../../../policy/activity-types.ts';
import { DATA_CATEGORIES } from '../../../register/categories.ts';
import { contactIdSchema, detailSchema, entrySchema, instantSchema } from './value.ts';

const contactId = contactIdSchema;

/** Begins what is held under one contact; every part with its id belongs to it. */
export const contactSchema = z.object({
  part: z.literal('contact'),
  contactId,
  createdAt: instantSchema.nullable(),
  modifiedAt: instantSchema.nullable(),
  mergedIds: z.array(z.string()).describe('Ids of records that were merged into this one.'),
  addresses: z.array(z.string()).describe('Every e-mail address by which HubSpot knows the contact.'),
});

/** Until when the data is kept, and what decided that (§7; Art. 15(1)(d)). */
export const retentionSchema = z.object({
  part: z.literal('retention'),
  contactId,
  status: z.string().describe('active, ending_soon, ended, on_hold or unknown'),
  statusText: z.string(),
  endsOn: z.string().nullable().describe('YYYY-MM-DD; null when it cannot be told: then `why` says why.'),
  basis: z.string().nullable(),
  basisText: z.string().nullable(),
  setBy: z
    .object({ type: z.enum(ACTIVITY_TYPES), typeText: z.string(), id: z.string(), at: instantSchema })
    .nullable()
    .describe('The activity of the person that set it; null where it was something else, or concerns somebody else.'),
  why: z.string().nullable(),
  rule: z.string().describe('The rule of §7, in Finnish.'),
  others: z.array(z.object({ category: z.string(), text: z.string() })).describe('How long other data is kept.'),
});

/** What one category of §6 holds of the person. */
export const categorySchema = z.object({
  part: z.literal('category'),
  contactId,
  category: z.enum(DATA_CATEGORIES),
  label: z.string(),
  note: z.string().nullable().describe('Where else data of the category is, in Finnish.'),
  entries: z.array(entrySchema),
});

/** What HubSpot holds of the person in properties that belong to no category. */
export const otherPropertiesSchema = z.object({
  part: z.literal('other_properties'),
  contactId,
  entries: z.array(entrySchema),
});

/** Companies with which the person is associated, and as what. */
export const companiesSchema = z.object({
  part: z.literal('companies'),
  contactId,
  companies: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      isPrimary: z.boolean(),
      labels: z.array(z.string()).describe('What HubSpot calls the person in the company.'),
    }),
  ),
});

/** One engagement with the person. */
export const engagementSchema = z.object({
  part: z.literal('engagement'),
  contactId,
  type: z.enum(ACTIVITY_TYPES),
  typeText: z.string(),
  id: z.string(),
  at: instantSchema.nullable().describe('When it took place, or is due.'),
  modifiedAt: instantSchema.nullable(),
  isServiceContact: z.boolean().describe('§7 Whether it counts for how long the data is kept.'),
  labels: z.array(z.string()).describe('What HubSpot calls the person in it.'),
  details: z.array(detailSchema).describe('Everything that it holds but its texts.'),
  texts: z
    .array(z.object({ property: z.string(), label: z.string(), text: z.string() }))
    .describe('Its texts, as plain text.'),
  attachmentIds: z.array(z.string()).describe('Ids of files in HubSpot.'),
  othersCount: z.int().describe('How many other people, deals and tickets it concerns as well.'),
  leftOut: z
    .array(z.object({ what: z.string(), ground: z.string(), text: z.string() }))
    .describe('What of it is left out, and on what ground.'),
});

export type EngagementPart = z.infer<typeof engagementSchema>;

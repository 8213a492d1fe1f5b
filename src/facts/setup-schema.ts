import { z } from 'zod';
import { groupsSchema, propertiesSchema } from '../hubspot/answers.ts';

const definitionsSchema = z.object({
  properties: propertiesSchema.shape.results,
  groups: groupsSchema.shape.results,
});

/** What a run has read of the account's definitions. */
export const savedSetupSchema = z.object({
  /** When the definitions were read (ms). */
  readAt: z.number(),
  /** What does not fit between policy and account. */
  problems: z.array(z.string()),
  /** Whether our properties were as they should be; their labels are not kept then. */
  settled: z.boolean(),
  contacts: definitionsSchema,
  companies: definitionsSchema,
  /** `null` when the subscription types could not be read. */
  purposes: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })).nullable(),
  legalBases: z.array(z.string()),
  /** Types of all contact properties, by name. */
  types: z.record(z.string(), z.string()),
  /** Facts of the notice that descriptions name; `null` in what an earlier version of the program kept. */
  words: z.object({ years: z.string(), notice: z.string(), consentBased: z.string() }).nullable().default(null),
});

export type SavedSetup = z.infer<typeof savedSetupSchema>;

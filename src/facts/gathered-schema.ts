import { z } from 'zod';
import { companyMemorySchema, contactMemorySchema } from '../remembered/memory.ts';
import { clockSchema } from '../remembered/schemas.ts';
import { listedCompanySchema, listedContactSchema } from './facts.ts';

export const gatheredContactSchema = z.object({
  id: z.string(),
  /** What HubSpot shows of it; absent when it is gone or could not be read. */
  listed: listedContactSchema.optional(),
  gone: z.boolean(),
  own: clockSchema,
  before: contactMemorySchema.optional(),
  /** Ids that were merged into it since it was remembered. */
  absorbed: z.array(z.string()).optional(),
});

export const gatheredCompanySchema = z.object({
  id: z.string(),
  /** The company that survives it, when it was merged into another. */
  survivor: z.string().optional(),
  /** What HubSpot shows of it; absent while it was not asked. */
  listed: listedCompanySchema.optional(),
  activity: clockSchema,
  before: companyMemorySchema.optional(),
  /** Whether its people are to be looked at, whatever becomes of its clock. */
  whole: z.boolean(),
  absorbed: z.array(z.string()).optional(),
});

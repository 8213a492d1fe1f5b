import { z } from 'zod';
import { RETENTION_DECISIONS } from '../register/staff-properties.ts';
import { categoriesSchema, clockSchema } from './schemas.ts';

const sharedSchema = z.object({
  /** What HubSpot held in the add-on's own properties after the last run that looked at the record. */
  held: z.record(z.string(), z.string()),
  /** When values that somebody else had changed were put back (ISO 8601 UTC), by property; oldest first. */
  putBack: z.record(z.string(), z.array(z.string())).optional(),
  inputs: z.string(),
  merged: z.string(),
});

/**
 * What is remembered of a contact from one run to the next, in `RegisterIndex`: clocks, ids, hashes and the flags that were
 * written. Lets a run tell what has changed, and by whose hand, without reading all activities again.
 */
export const contactMemorySchema = sharedSchema.extend({
  own: clockSchema,
  /** The company whose customer clock the contact has a part in. */
  companyId: z.string().optional(),
  /** What staff wrote: through which date they hold it, and what they decided once it had ended. */
  holdUntil: z.string().optional(),
  decision: z.enum(RETENTION_DECISIONS).optional(),
});

/** What is remembered of a company. */
export const companyMemorySchema = sharedSchema.extend({
  activity: clockSchema,
  clock: clockSchema,
  /** What erased people left behind (ms): it is never forgotten. */
  floor: z.number().optional(),
  categories: categoriesSchema.optional(),
  live: z.boolean(),
});

export type ContactMemory = z.infer<typeof contactMemorySchema>;
export type CompanyMemory = z.infer<typeof companyMemorySchema>;

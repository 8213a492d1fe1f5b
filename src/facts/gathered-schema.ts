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
  /** Whether the own clock was worked out from all activities in this run, and rests on nothing that is remembered. */
  anew: z.boolean(),
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
  /** The same of the clock of its own activities. */
  anew: z.boolean(),
  /** What erased people left behind at it, as it was when it was looked at; absent when nobody was erased. */
  floor: z.union([z.object({ at: z.number() }), z.object({ unread: z.string() })]).optional(),
  before: companyMemorySchema.optional(),
  /** Whether all its people are to be read anew as well, from all their activities and as HubSpot names them. */
  whole: z.boolean(),
  absorbed: z.array(z.string()).optional(),
});

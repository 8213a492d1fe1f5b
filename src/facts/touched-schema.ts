import { z } from 'zod';
import { serviceContactSchema } from '../remembered/schemas.ts';

/**
 * Why a record is looked at. Its clock is what is remembered, or `latest` when that is later; with `full` the clock may have
 * moved back, or is not known, and is computed from all activities.
 */
const touchSchema = z.object({ id: z.string(), full: z.boolean(), latest: serviceContactSchema.optional() });

/** Records that one piece of finding has found. */
export const touchedSchema = z.object({ contacts: z.array(touchSchema), companies: z.array(touchSchema) });

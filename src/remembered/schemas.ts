import { z } from 'zod';
import { ACTIVITY_TYPES } from '../policy/activity-types.ts';
import { DATA_CATEGORIES } from '../register/categories.ts';
import type { Clock } from '../register/clock.ts';

/** Parts of what is kept in tables, in more than one place. */
export const serviceContactSchema = z.object({ at: z.number(), type: z.enum(ACTIVITY_TYPES), id: z.string() });

export const clockSchema = z
  .discriminatedUnion('read', [
    z.object({ read: z.literal(true), latest: serviceContactSchema.optional() }),
    z.object({ read: z.literal(false), reasons: z.array(z.string()) }),
  ])
  .transform((clock): Clock => (clock.read ? { read: true, latest: clock.latest } : clock));

export const categoriesSchema = z.array(z.enum(DATA_CATEGORIES));

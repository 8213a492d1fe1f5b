import { z } from 'zod';

/** Body of `POST /api/resync`. */
export const resyncRequestSchema = z.strictObject({ scope: z.literal('all') });

import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** A copy that takes longer than a call over HTTP. */
export const preparedCopySchema = z
  .object({
    copyId: z.string().describe('Also the id of the run that prepares it.'),
    requestId: z.string(),
    format: z.enum(['json', 'html']),
    state: z.enum(['preparing', 'ready']),
    deletedAt: instantSchema.nullable().describe('When it is deleted at the latest; null until it is ready.'),
  })
  .meta({ id: 'PreparedCopy' });

export type PreparedCopy = z.input<typeof preparedCopySchema>;

import { z } from 'zod';

export const unprovedSchema = z.object({
  /** Whether not all records may have been seen, or not all changes. */
  of: z.enum(['list', 'changes']),
  what: z.string(),
});

/** Something that could not be proved to be all there is: while a run knows of any, nobody newly becomes `ended`. */
export type Unproved = z.infer<typeof unprovedSchema>;

import { z } from 'zod';
import type { RecordKind } from '../../register/record.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import type { Run } from '../../runs/run.ts';

const listSchema = z.object({ after: z.string().nullable(), parts: z.int(), done: z.boolean() });

const schema = z.object({
  /** How far the lists have come, and how many parts there are by now. */
  contacts: listSchema,
  companies: listSchema,
  /** Whether what the list left out of each kind has been looked for. */
  unlisted: z.object({ contacts: z.boolean(), companies: z.boolean() }),
  /** Whether companies that contacts name, and people of companies, that the lists did not hold have been looked for. */
  related: z.boolean(),
});

const NOTHING_LISTED = { after: null, parts: 0, done: false };

/** How far a reconcile has read contacts and companies. */
export const READING: Cursor<z.infer<typeof schema>> = {
  phase: 'reading',
  schema,
  start: {
    contacts: NOTHING_LISTED,
    companies: NOTHING_LISTED,
    unlisted: { contacts: false, companies: false },
    related: false,
  },
};

/** The change of the run when there are more parts of a kind. */
export function withParts(run: Run, kind: RecordKind, parts: number): Pick<Run, 'cursors'> {
  const cursor = cursorOf(run, READING);
  return withCursor(run, READING, { ...cursor, [kind]: { ...cursor[kind], parts } });
}

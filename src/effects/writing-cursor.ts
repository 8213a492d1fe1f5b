import { z } from 'zod';
import type { RecordKind } from '../register/record.ts';
import { type Cursor, cursorOf } from '../runs/cursor.ts';
import type { Run } from '../runs/run.ts';

const schema = z.object({ provisioned: z.boolean(), contacts: z.int(), companies: z.int() });

/** Whether the definitions are as they should be, and how many parts of joined facts are written, or listed. */
export const WRITING: Cursor<z.infer<typeof schema>> = {
  phase: 'deciding_and_writing',
  schema,
  start: { provisioned: false, contacts: 0, companies: 0 },
};

/** How many parts of each kind a run has written or, when it is a dry run, listed. */
export function writtenParts(run: Pick<Run, 'cursors'>): Readonly<Record<RecordKind, number>> {
  return cursorOf(run, WRITING);
}

import { z } from 'zod';
import { PARTS } from '../facts/parts.ts';
import type { RecordKind } from '../register/record.ts';
import { type Cursor, cursorOf, withCursor } from '../runs/cursor.ts';
import type { Run } from '../runs/run.ts';
import type { RunStore } from '../runs/run-store.ts';

const schema = z.object({ provisioned: z.boolean(), contacts: z.int(), companies: z.int() });

/** Whether the definitions are as they should be, and how many parts of joined facts are written, or listed. */
export const WRITING: Cursor<z.infer<typeof schema>> = {
  phase: 'deciding_and_writing',
  schema,
  start: { provisioned: false, contacts: 0, companies: 0 },
};

/** Behind all parts of contacts: where a dry run lists what comes after its decisions. */
export async function partBehind(store: RunStore): Promise<number> {
  return (await store.get(PARTS.factParts, 0)).contacts;
}

/** Shows that part, too. */
export function withPartBehind(run: Run, part: number): Partial<Run> {
  return withCursor(run, WRITING, { ...cursorOf(run, WRITING), contacts: part + 1 });
}

/** How many parts of each kind a run has written or, when it is a dry run, listed. */
export function writtenParts(run: Pick<Run, 'cursors'>): Readonly<Record<RecordKind, number>> {
  return cursorOf(run, WRITING);
}

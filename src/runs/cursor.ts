import type { z } from 'zod';
import type { Run } from './run.ts';

/** Where one phase goes on. It is the phase's own: kept in the run's row under its name, and changed by nobody else. */
export interface Cursor<Value> {
  readonly phase: Run['phase'];
  readonly schema: z.ZodType<Value>;
  /** Where the phase begins. */
  readonly start: Value;
}

/** How far the phase has come; a slice that is repeated starts from here. */
export function cursorOf<Value>({ cursors }: Pick<Run, 'cursors'>, { phase, schema, start }: Cursor<Value>): Value {
  const kept = cursors[phase];
  return kept === undefined ? start : schema.parse(kept);
}

/** The change of the run that moves the phase's cursor. */
export function withCursor<Value>(
  { cursors }: Pick<Run, 'cursors'>,
  { phase }: Cursor<Value>,
  value: Value,
): Pick<Run, 'cursors'> {
  return { cursors: { ...cursors, [phase]: value } };
}

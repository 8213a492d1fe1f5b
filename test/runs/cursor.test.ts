import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Cursor, cursorOf, withCursor } from '../../src/runs/cursor.ts';

const READING: Cursor<{ parts: number }> = {
  phase: 'reading',
  schema: z.object({ parts: z.int() }),
  start: { parts: 0 },
};
const WRITING: Cursor<{ done: boolean }> = {
  phase: 'deciding_and_writing',
  schema: z.object({ done: z.boolean() }),
  start: { done: false },
};

test('a phase begins at its start', () => {
  expect(cursorOf({ cursors: {} }, READING)).toEqual({ parts: 0 });
});

test('each phase moves its own cursor and no other', () => {
  const read = withCursor({ cursors: {} }, READING, { parts: 3 });
  const both = withCursor(read, WRITING, { done: true });
  expect(cursorOf(both, READING)).toEqual({ parts: 3 });
  expect(cursorOf(both, WRITING)).toEqual({ done: true });
});

test('a cursor that is none of the phase is not taken for its start', () => {
  expect(() => cursorOf({ cursors: { reading: { done: true } } }, READING)).toThrow(z.ZodError);
});

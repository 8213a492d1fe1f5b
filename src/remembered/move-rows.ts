import { isDeepStrictEqual } from 'node:util';
import type { ContactMemory } from './memory.ts';
import type { RegisterState } from './register-state.ts';
import type { Changer } from './listing/changing.ts';
import { type ContactRow, rowOf } from './listing/contact-row.ts';
import { nameOf, placesOf } from './listing/places.ts';

/** What is remembered of a contact from now on, and what was until now. */
export interface MemoryChange {
  readonly id: string;
  readonly before: ContactMemory | undefined;
  readonly after: ContactMemory;
}

/**
 * Remembers contacts, and has their rows follow. A row is there before what is remembered says so, and the one that it replaces
 * goes afterwards: whatever a crash leaves is one row too many, never one too few, and is seen to by the next run.
 */
export async function rememberWithRows(
  { contacts, rows }: Pick<RegisterState, 'contacts' | 'rows'>,
  by: Changer,
  changes: readonly MemoryChange[],
): Promise<void> {
  const moves = changes.flatMap(({ id, before, after }) => {
    const move = { before: before && rowOf(id, before), after: rowOf(id, after) };
    return isDeepStrictEqual(move.before, move.after) ? [] : [move];
  });
  if (moves.length > 0) await rows.begin(by);
  await rows.put(moves.map(({ after }) => after));
  await contacts.putMany(changes.map(({ id, after }) => [id, after] as const));
  await rows.remove(moves.flatMap(({ before, after }) => (before === undefined ? [] : placesLeft(before, after))));
}

/** Removes the rows of contacts of whom this was remembered. */
export async function removeRows(
  { rows }: Pick<RegisterState, 'rows'>,
  by: Changer,
  memories: ReadonlyMap<string, ContactMemory>,
): Promise<void> {
  if (memories.size === 0) return;
  await rows.begin(by);
  await rows.remove([...memories].flatMap(([id, memory]) => placesOf(rowOf(id, memory))));
}

function placesLeft(before: ContactRow, after: ContactRow) {
  const kept = new Set(placesOf(after).map(nameOf));
  return placesOf(before).filter((place) => !kept.has(nameOf(place)));
}

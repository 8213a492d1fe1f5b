const FIRST = 3_000;
const SIZE = 10_007;
const STEP = 3_571;

/**
 * Ids that do not grow with time: `hs_object_id` says nothing of which record was created first, and the ids have
 * four or five digits, so that their order as text is not their order as numbers. The `index`-th id of a type, for
 * fewer than 10,007 records.
 */
export function scatteredId(index: number): string {
  if (index >= SIZE) throw new RangeError(`There are only ${SIZE} scattered ids`);
  // SIZE is a prime, so every index gives an id of its own.
  return String(FIRST + ((index * STEP) % SIZE));
}

import { z } from 'zod';

const failure = z.object({ statusCode: z.number() });

/** HTTP status of a failed storage call; `undefined` when there was no answer. */
function storageStatus(error: unknown): number | undefined {
  const parsed = failure.safeParse(error);
  return parsed.success ? parsed.data.statusCode : undefined;
}

/** Somebody else changed the row first, or the row is there already. */
export function isConflict(error: unknown): boolean {
  return [409, 412].includes(storageStatus(error) ?? 0);
}

/** The row or the whole table is not there. */
export function isMissing(error: unknown): boolean {
  return storageStatus(error) === 404;
}

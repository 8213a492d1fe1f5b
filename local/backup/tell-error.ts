import { z } from 'zod';
import { SafeError } from '../../src/safe-error.ts';
import { unavailableStatus } from '../../src/storage/status.ts';
import { CommandError } from '../command/errors.ts';
import type { Output } from '../command/output.ts';

const USAGE_CODES = ['usage', 'invalid_settings'];

/** Of a table that was just deleted, whose name is not free yet (Table Storage: Delete Table). */
const beingDeleted = z.object({
  details: z.object({ odataError: z.object({ code: z.literal('TableBeingDeleted') }) }),
});

/** Tells an error in words. Gives the exit status: 1 it could not be done, 2 wrong usage or settings. Throws what is nobody's to mend. */
export function tellError(error: unknown, err: Output['err']): number {
  if (beingDeleted.safeParse(error).success) {
    err('Azure is still deleting a table of this name, which takes it a minute: run the command again then.');
    return 1;
  }
  if (unavailableStatus(error) !== undefined) {
    err(
      'Storage cannot be reached, or gives no access: look at the settings and the roles, and run the command again.',
    );
    return 1;
  }
  if (!(error instanceof SafeError)) throw error;
  err(error.message);
  return error instanceof CommandError || USAGE_CODES.includes(error.code) ? 2 : 1;
}

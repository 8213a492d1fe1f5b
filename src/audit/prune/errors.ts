import { SafeError } from '../../safe-error.ts';

/** Entries of a subject are not what was written; nothing of it is pruned, for that would remove the evidence. */
export class PruneRefusedError extends SafeError<'prune_refused'> {
  override readonly name = 'PruneRefusedError';

  constructor(subject: string) {
    super('prune_refused', `Events of ${subject} are not what was written, so none is pruned. Verify the audit trail.`);
  }
}

/** Entries of a subject are not what was written; nothing of it is pruned, for that would remove the evidence. */
export class PruneRefusedError extends Error {
  override readonly name = 'PruneRefusedError';
  readonly code = 'prune_refused';

  constructor(subject: string) {
    super(`Events of ${subject} are not what was written, so none is pruned. Verify the audit trail.`);
  }
}

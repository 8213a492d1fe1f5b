import { SafeError } from '../../src/safe-error.ts';

type BackupErrorCode =
  | 'usage'
  | 'folder'
  | 'no_register'
  | 'no_backup'
  | 'backup_damaged'
  | 'backup_changed'
  | 'tables_busy'
  | 'other_register'
  | 'not_empty'
  | 'other_restore'
  | 'seals_differ'
  | 'trail_faults';

/** A backup cannot be made, believed or put back; the message says why and what to do. */
export class BackupError extends SafeError<BackupErrorCode> {
  override readonly name = 'BackupError';
}

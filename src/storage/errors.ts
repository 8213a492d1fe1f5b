import { SafeError } from '../safe-error.ts';
/** A connection to storage cannot be made from the settings; their text is a secret and is not printed. */
export class StorageError extends SafeError<'storage_connection_invalid'> {
  override readonly name = 'StorageError';

  constructor(message: string) {
    super('storage_connection_invalid', message);
  }
}

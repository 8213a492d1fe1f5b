/** A connection to storage cannot be made from the settings; their text is a secret and is not printed. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code = 'storage_connection_invalid';
}

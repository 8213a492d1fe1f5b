import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { BlobSettings } from '../settings/storage.ts';
import { StorageError } from './errors.ts';
import { credentialOf } from './identity.ts';
import { queueOptions, type StoragePatience } from './patience.ts';

/** Reaches a container of Blob Storage; nothing is sent before the first use. Throws `StorageError` at that use. */
export function connectContainer(settings: BlobSettings, name: string, patience: StoragePatience) {
  let client: ContainerClient | undefined;
  return (): ContainerClient => {
    client ??= serviceOf(settings, patience).getContainerClient(name);
    return client;
  };
}

function serviceOf(settings: BlobSettings, patience: StoragePatience): BlobServiceClient {
  if (settings.kind === 'identity') {
    return new BlobServiceClient(settings.blobServiceUri, credentialOf(settings.clientId), queueOptions(patience));
  }
  try {
    return BlobServiceClient.fromConnectionString(settings.connectionString, queueOptions(patience));
  } catch {
    // No cause: an error of `new URL` holds, and prints, the text that it could not read.
    throw new StorageError(
      'No blobs can be reached for the seals of the audit trail: set RegisterSeals to a connection string with a blob ' +
        'endpoint, or RegisterSeals__blobServiceUri to the address of one.',
    );
  }
}

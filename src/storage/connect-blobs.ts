import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import type { BlobSettings } from '../settings/storage.ts';
import { StorageError } from './errors.ts';
import { credentialOf } from './identity.ts';
import { queueOptions, type StoragePatience } from './patience.ts';

/**
 * Reaches a container of Blob Storage; nothing is sent, and the SDK not even loaded, before the first use: only seals need it,
 * long after a run has begun. Rejects with `StorageError` at that use.
 */
export function connectContainer(settings: BlobSettings, name: string, patience: StoragePatience) {
  let service: Promise<BlobServiceClient> | undefined;
  return async (): Promise<ContainerClient> => {
    service ??= serviceOf(settings, patience);
    return (await service).getContainerClient(name);
  };
}

async function serviceOf(settings: BlobSettings, patience: StoragePatience): Promise<BlobServiceClient> {
  const blobs = await import('@azure/storage-blob');
  if (settings.kind === 'identity') {
    return new blobs.BlobServiceClient(
      settings.blobServiceUri,
      credentialOf(settings.clientId),
      queueOptions(patience),
    );
  }
  try {
    return blobs.BlobServiceClient.fromConnectionString(settings.connectionString, queueOptions(patience));
  } catch {
    // No cause: an error of `new URL` holds, and prints, the text that it could not read.
    throw new StorageError(
      'No blobs can be reached for the seals of the audit trail: set RegisterSeals to a connection string with a blob ' +
        'endpoint, or RegisterSeals__blobServiceUri to the address of one.',
    );
  }
}

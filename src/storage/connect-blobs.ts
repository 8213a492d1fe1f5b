import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import type { BlobSettings } from '../settings/storage.ts';
import { StorageError } from './errors.ts';
import { credentialOf } from './identity.ts';
import { queueOptions, type StoragePatience } from './patience.ts';

/**
 * Reaches a container of Blob Storage; nothing is sent, and the SDK not even loaded, before the first use: only seals and
 * copies need it, long after a run has begun. Rejects at that use with a `StorageError` that says `wrong`.
 */
export function connectContainer(settings: BlobSettings, name: string, patience: StoragePatience, wrong: string) {
  let container: Promise<ContainerClient> | undefined;
  return (): Promise<ContainerClient> => {
    container ??= serviceOf(settings, patience, wrong).then((service) => service.getContainerClient(name));
    return container;
  };
}

async function serviceOf(settings: BlobSettings, patience: StoragePatience, wrong: string): Promise<BlobServiceClient> {
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
    throw new StorageError(wrong);
  }
}

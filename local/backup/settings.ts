import { z } from 'zod';
import type { Account } from '../../src/settings/accounts.ts';
import { blobConnectionFault } from '../../src/settings/connection-string.ts';
import { givenIn, type Environment } from '../../src/settings/environment.ts';
import { SettingsError } from '../../src/settings/error.ts';
import type { BlobSettings } from '../../src/settings/storage.ts';
import { connectContainer } from '../../src/storage/connect-blobs.ts';
import { DEFAULT_PATIENCE } from '../../src/storage/patience.ts';
import { givenPath } from '../command/output.ts';
import { BackupError } from './errors.ts';
import { type BackupStore, blobStore, folderStore } from './store.ts';

const NOT_REACHED =
  'No blobs can be reached for backups: set RegisterBackup to a connection string with a blob endpoint, or RegisterBackup__blobServiceUri to the address of one.';

/** Where backups are: the folder that was named, or the container of `RegisterBackup`. Throws `BackupError` and `SettingsError`. */
export function storeOf(
  folder: string | undefined,
  environment: Environment,
  account: Account | undefined,
): BackupStore {
  if (folder !== undefined) return folderStore(givenPath(folder, environment));
  const settings = blobsOf(environment);
  if (settings === undefined)
    throw new BackupError(
      'usage',
      'Name a folder, or set RegisterBackup or RegisterBackup__blobServiceUri (docs/backup.md).',
    );
  const name = account === undefined ? 'register-backup' : `register-backup-${account.name}`;
  return blobStore(connectContainer(settings, name, DEFAULT_PATIENCE, NOT_REACHED));
}

function blobsOf(environment: Environment): BlobSettings | undefined {
  const {
    RegisterBackup: connectionString,
    RegisterBackup__blobServiceUri: blobServiceUri,
    RegisterBackup__clientId: clientId,
  } = givenIn(environment);
  if (connectionString !== undefined) {
    const fault = blobConnectionFault(connectionString);
    if (fault !== undefined) throw new SettingsError([`RegisterBackup ${fault}`]);
    return { kind: 'connection_string', connectionString };
  }
  if (blobServiceUri === undefined) return undefined;
  if (!z.url({ protocol: /^https$/ }).safeParse(blobServiceUri).success)
    throw new SettingsError(['RegisterBackup__blobServiceUri must be an https address']);
  return { kind: 'identity', blobServiceUri, clientId };
}

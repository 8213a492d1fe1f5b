import { setTimeout as wait } from 'node:timers/promises';
import { VERSION } from '../../src/app-folder.ts';
import { SealStore } from '../../src/audit/seal-store.ts';
import { clockAt } from '../../src/clock.ts';
import { formatInstant } from '../../src/register/instant.ts';
import { readAccount } from '../../src/settings/accounts.ts';
import type { Environment } from '../../src/settings/environment.ts';
import { useProxy } from '../../src/settings/proxy.ts';
import { readTrailSettings } from '../../src/settings/storage.ts';
import { connectTables } from '../../src/storage/connect.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { type StorageNames, storageNamesOf } from '../../src/storage/names.ts';
import { latestVersion, TablesVersion } from '../../src/storage/tables-version.ts';
import { readArguments, TEXT } from '../command/arguments.ts';
import type { Output } from '../command/output.ts';
import { backUp } from './back-up.ts';
import { storeOf } from './settings.ts';
import { tellError } from './tell-error.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run backup -- [--to DIR] [--account NAME]

  --to        a folder for the backup; without it RegisterBackup (a connection string) or RegisterBackup__blobServiceUri in
              the environment say where the container register-backup is
  --account   the HubSpot account whose register it is, where there are several

RegisterStorage (and RegisterSeals, where the seals are elsewhere) in the environment say where the register is; it is only read.
Each backup adds what has changed since the one before it (docs/backup.md).`;

/** Nothing is decided by who wrote the row of the version: what is newer is refused, what is older is kept as it is. */
const NO_MACS = { proofOf: () => ({ keyId: '', mac: '' }), verifies: () => true, isGenuine: () => true };

/** `npm run backup`. Gives the exit status: 0 done, 1 it could not be made, 2 wrong usage or settings. */
export async function backupCommand(
  args: readonly string[],
  environment: Record<string, string | undefined>,
  { out, err }: Output,
  given?: StorageNames,
): Promise<number> {
  try {
    useProxy(environment);
    const { to, account } = readOptions(args, environment);
    const names = given ?? storageNamesOf(account);
    const { seals, ...tables } = connectTables(readTrailSettings(environment), names);
    const version = new TablesVersion(tables.runs, { macs: NO_MACS, migrations: MIGRATIONS, app: VERSION });
    await version.check();
    const { manifest, sha256, rows, bytes } = await backUp({
      parts: { tables, seals: new SealStore(seals), pause: wait },
      store: storeOf(to, environment, account),
      names,
      now: () => formatInstant(clockAt(undefined)()),
      app: VERSION,
      tables: latestVersion(MIGRATIONS),
    });
    out(`Backup ${manifest.number} of ${manifest.at}: ${rows} rows, ${bytes} bytes added.`);
    out(`SHA-256 of its manifest, to be noted elsewhere: ${sha256}`);
    return 0;
  } catch (error) {
    return tellError(error, err);
  }
}

function readOptions(args: readonly string[], environment: Environment) {
  const { to, account } = readArguments(USAGE, { args: [...args], options: { to: TEXT, account: TEXT } }).values;
  return { to, account: readAccount(environment, account) };
}

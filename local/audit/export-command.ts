import { existsSync } from 'node:fs';
import { ExportError } from '../../src/audit/export/errors.ts';
import { exportSeals } from '../../src/audit/export/export-seals.ts';
import { exportTrail } from '../../src/audit/export/export-trail.ts';
import { isExport } from '../../src/audit/export/records-in.ts';
import { SealStore } from '../../src/audit/seal-store.ts';
import { clockAt } from '../../src/clock.ts';
import { SafeError } from '../../src/safe-error.ts';
import { readAccount } from '../../src/settings/accounts.ts';
import { useProxy } from '../../src/settings/proxy.ts';
import { readTrailSettings } from '../../src/settings/storage.ts';
import { connectTrail } from '../../src/storage/connect.ts';
import { type StorageNames, storageNamesOf } from '../../src/storage/names.ts';
import { unavailableStatus } from '../../src/storage/status.ts';
import { readArguments, TEXT, wrongUsage } from '../command/arguments.ts';
import { CommandError } from '../command/errors.ts';
import { givenPath, type Output } from '../command/output.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run export-audit -- FILE [--format jsonl|csv] [--seals DIR] [--again] [--account NAME]

  FILE        where the audit trail is written to
  --format    JSON Lines (jsonl, the default) or CSV for Excel (csv)
  --seals     a folder for the seals, to verify the export against
  --account   the HubSpot account whose trail it is, where there are several
  --again     replaces the export that FILE holds

RegisterStorage (and RegisterSeals, where the seals are elsewhere) in the environment say where the trail is.`;

type Environment = Record<string, string | undefined>;

/** `npm run export-audit`. Gives the exit status: 0 done, 1 the trail could not be read, 2 wrong usage, settings or file. */
export async function exportCommand(
  args: readonly string[],
  environment: Environment,
  { out, err }: Output,
  names?: Pick<StorageNames, 'audit' | 'seals'>,
): Promise<number> {
  try {
    useProxy(environment);
    const { file, format, seals: folder, again, account } = readOptions(args, environment);
    const { audit, seals } = connectTrail(readTrailSettings(environment), names ?? storageNamesOf(account));
    const store = new SealStore(seals);
    const now = () => new Date(clockAt(undefined)()).toISOString();
    const sealsOf = folder === undefined ? undefined : (chain: string) => exportSeals(store, chain, folder);
    if (existsSync(file)) await assertReplaceable(file, again);
    const bytes = await exportTrail({ table: audit, file, format, seals: sealsOf, now });
    out(`The audit trail was exported to ${file} (${bytes} bytes).`);
    return 0;
  } catch (error) {
    return tell(error, err);
  }
}

function readOptions(args: readonly string[], environment: Environment) {
  const options = { format: TEXT, seals: TEXT, account: TEXT, again: { type: 'boolean' } } as const;
  const { values, positionals } = readArguments(USAGE, { args: [...args], allowPositionals: true, options });
  const [file, ...more] = positionals;
  const { format = 'jsonl', seals, again = false, account } = values;
  if (file === undefined || more.length > 0) throw wrongUsage(USAGE, 'Name one FILE.');
  if (format !== 'jsonl' && format !== 'csv') throw wrongUsage(USAGE, '--format must be jsonl or csv.');
  return {
    file: givenPath(file, environment),
    format,
    seals: seals === undefined ? undefined : givenPath(seals, environment),
    again,
    account: readAccount(environment, account),
  } as const;
}

/** Only what this command wrote before is replaced, and only when asked for. */
async function assertReplaceable(file: string, again: boolean): Promise<void> {
  if (!(await isExport(file)))
    throw new CommandError('unreadable', `${file} is not an export of the audit trail. Name another file.`);
  if (!again) throw new CommandError('usage', `${file} holds an export already. To replace it: --again.`);
}

function tell(error: unknown, err: Output['err']): number {
  if (unavailableStatus(error) !== undefined) {
    err('The storage cannot be reached, or gives no access. Mend RegisterStorage or wait, and run the command again.');
    return 1;
  }
  if (!(error instanceof Error)) throw error;
  if (error instanceof ExportError && error.code === 'trail_busy') {
    err(error.message);
    return 1;
  }
  // A file that cannot be written is told by the system's own words: they name the file and why.
  if (!(error instanceof SafeError) && !('code' in error && 'path' in error)) throw error;
  err(error.message);
  return 2;
}

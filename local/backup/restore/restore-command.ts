import { resolve } from 'node:path';
import { APP_FOLDER, VERSION } from '../../../src/app-folder.ts';
import { loadPolicy } from '../../../src/policy/load.ts';
import { createRightsEngine } from '../../../src/rights/create-engine.ts';
import { readAccount } from '../../../src/settings/accounts.ts';
import { useProxy } from '../../../src/settings/proxy.ts';
import { readAppSettings, type Settings } from '../../../src/settings/settings.ts';
import { MIGRATIONS } from '../../../src/storage/migrations.ts';
import { type StorageNames, storageNamesOf } from '../../../src/storage/names.ts';
import { latestVersion } from '../../../src/storage/tables-version.ts';
import { readArguments, TEXT, wrongUsage } from '../../command/arguments.ts';
import type { Output } from '../../command/output.ts';
import { storeOf } from '../settings.ts';
import { tellError } from '../tell-error.ts';
import { appendSealIn } from './append-seal.ts';
import { restore, type RestoreResult } from './restore.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run restore -- [--from DIR] [--number N] [--expect SHA256] [--merge] [--seals] [--accept-faults] [--account NAME]

  --from            the folder of the backup; without it RegisterBackup says where it is, as for npm run backup
  --number          an earlier backup than the last
  --expect          the SHA-256 of its manifest, as npm run backup said it
  --merge           leaves parts that hold something as they are, and puts back what is gone
  --seals           writes the seals of the backup to the (new) account of RegisterSeals, and goes by them
  --accept-faults   goes on though the trail that was put back has faults
  --account         the HubSpot account whose register it is, where there are several

Stop the app first. The settings of the app are needed in the environment; HubSpot is not asked (docs/backup.md).`;

/** `npm run restore`. Gives the exit status: 0 done, 1 it could not be done or needs a decision, 2 wrong usage or settings. */
export async function restoreCommand(
  args: readonly string[],
  environment: Record<string, string | undefined>,
  { out, err }: Output,
  given?: StorageNames,
): Promise<number> {
  try {
    useProxy(environment);
    const { from, number, expect, merge = false, seals = false, ...rest } = readOptions(args);
    const account = readAccount(environment, rest.account);
    const settings = settingsOf(environment, account?.name);
    const policy = await loadPolicy(resolve(APP_FOLDER, settings.policyFile));
    const names = given ?? storageNamesOf(settings.account);
    const register = createRightsEngine(settings, policy, { names });
    const result = await restore({
      register,
      names,
      store: storeOf(from, environment, account),
      merge,
      withSeals: seals,
      program: { app: VERSION, tables: latestVersion(MIGRATIONS) },
      appendSeal: appendSealIn(settings.seals, names.seals),
      number: number === undefined ? undefined : wholeNumber(number),
      expected: expect,
      acceptFaults: rest['accept-faults'] ?? false,
    });
    tellResult(result, out);
    return 0;
  } catch (error) {
    return tellError(error, err);
  }
}

function tellResult({ manifest, kept, runs, lists, counted, since, faults }: RestoreResult, out: Output['out']): void {
  out(`Backup ${manifest.number} of ${manifest.at} was restored; the trail has ${faults} faults.`);
  if (kept.length > 0) out(`Left as they were: ${kept.join(', ')}.`);
  out(`${runs} runs were ended, and ${lists} unfinished lists of people to erase cancelled.`);
  out(`${since} people were erased after the backup; they are recognised when they come back.`);
  if (counted > 0)
    out(`Of ${counted} people it is not known whether they were erased: those who are there are shown as returned.`);
  out(
    'Start the app. The next sync is a run over everything. Note what has happened since the backup (docs/backup.md).',
  );
}

function settingsOf(environment: Record<string, string | undefined>, name: string | undefined): Settings {
  const { registers } = readAppSettings(environment);
  const settings = registers.find(({ account }) => account?.name === name);
  if (settings === undefined) throw wrongUsage(USAGE, 'Name an --account of REGISTER_ACCOUNTS.');
  return settings;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw wrongUsage(USAGE, '--number must be the number of a backup.');
  return Number(text);
}

function readOptions(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  const options = {
    from: TEXT,
    number: TEXT,
    expect: TEXT,
    account: TEXT,
    merge: flag,
    seals: flag,
    'accept-faults': flag,
  };
  return readArguments(USAGE, { args: [...args], options }).values;
}

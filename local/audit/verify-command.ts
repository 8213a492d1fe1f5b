import { readFile, stat } from 'node:fs/promises';
import { accountSecret } from '../../src/audit/account-secret.ts';
import { sealsIn } from '../../src/audit/export/seal-folder.ts';
import { verifyExport } from '../../src/audit/export/verify-export.ts';
import type { Against } from '../../src/audit/verify/chain-check.ts';
import { AuditKey } from '../../src/audit/key.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { prunableAt } from '../../src/audit/prunable-at.ts';
import { verificationOf } from '../../src/audit/verification.ts';
import { clockAt, elapsed } from '../../src/clock.ts';
import { SafeError } from '../../src/safe-error.ts';
import { readAccount } from '../../src/settings/accounts.ts';
import { type AuditKeySettings, readAuditKeys } from '../../src/settings/audit-keys.ts';
import { readArguments, TEXT, wrongUsage } from '../command/arguments.ts';
import { CommandError } from '../command/errors.ts';
import { readMemory, writeMemory } from './memory.ts';
import { givenPath, type Output } from '../command/output.ts';
import { CertificateProof } from '../../src/rights/erasure/prove-certificate.ts';
import { proofWords, provedBy, readCertificate } from './certificate.ts';
import { report } from './report.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run verify-audit -- FILE [--seals DIR] [--memory FILE] [--keep-years N] [--key-file FILE] [--json]
                                      [--account NAME] [--certificate FILE]

  FILE         an export of the audit trail (npm run export-audit), JSON Lines or CSV
  --seals      the folder with the seals
  --memory     a file that remembers what was seen, so that the next time what is missing is noticed
  --keep-years audit.keepYears of the policy: nothing younger can have been pruned
  --key-file   the audit key in the first line; keys that it replaced, or id:… of lost ones, in the lines after it
  --account    the HubSpot account whose trail it is, where there are several: its key is made of the one that all share
  --certificate  proves a certificate of an erasure (its JSON) from the export
  --json       prints the result as JSON

Without --key-file, AUDIT_KEY and AUDIT_KEYS_PREVIOUS in the environment hold the keys. Exit status: 0 nothing is wrong,
1 something is, 2 it could not be verified.`;

type Environment = Readonly<Record<string, string | undefined>>;

/** `npm run verify-audit`: verifies an export with the key, and without storage or network. Gives the exit status. */
export async function verifyCommand(
  args: readonly string[],
  environment: Environment,
  { out, err }: Output,
): Promise<number> {
  try {
    const { file, seals, memory, keepYears, keyFile, json, account, certificate } = readOptions(args, environment);
    const { auditKey, auditKeysPrevious } = keyFile === undefined ? readAuditKeys(environment) : await keysIn(keyFile);
    const own = (secret: string) => accountSecret(secret, account);
    const keys = new Keyring(new AuditKey(own(auditKey)), auditKeysPrevious.map(own));
    if (seals !== undefined) await assertFolder(seals);
    const proof = certificate === undefined ? undefined : new CertificateProof(await readCertificate(certificate));
    const remembered = memory === undefined ? new Map() : await readMemory(memory);
    const [at, begun] = [new Date(clockAt(undefined)()).toISOString(), elapsed()];
    const against: Against = {
      keys,
      sealsOf: seals === undefined ? undefined : (chain) => sealsIn(seals, chain),
      remembered,
      prunableUntil: keepYears === undefined ? undefined : prunableAt(at, keepYears),
    };
    const { result, format, exportedAt } = await verifyExport(file, against, (entry) => proof?.take(entry));
    const verification = verificationOf(result, at, elapsed() - begun);
    if (memory !== undefined) await writeMemory(memory, remembered, result.chains);
    const isSealed = seals !== undefined;
    const proved = proof === undefined ? undefined : provedBy(verification, proof.disagreements());
    const told = proved === undefined ? {} : { certificate: proved };
    if (json)
      out(JSON.stringify({ file, format, exportedAt, comparedWithSeals: isSealed, ...verification, ...told }, null, 2));
    else out([report(file, exportedAt, isSealed, verification), ...proofWords(proved)].join('\n'));
    return verification.status === 'ok' && proved?.status !== 'not_proved' ? 0 : 1;
  } catch (error) {
    return tell(error, err);
  }
}

function readOptions(args: readonly string[], environment: Environment) {
  const options = {
    account: TEXT,
    certificate: TEXT,
    seals: TEXT,
    memory: TEXT,
    'keep-years': TEXT,
    'key-file': TEXT,
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = readArguments(USAGE, { args: [...args], allowPositionals: true, options });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw wrongUsage(USAGE, 'Name one FILE.');
  const path = (given: string | undefined) => (given === undefined ? undefined : givenPath(given, environment));
  return {
    file: givenPath(file, environment),
    seals: path(values.seals),
    memory: path(values.memory),
    keyFile: path(values['key-file']),
    keepYears: yearsOf(values['keep-years']),
    json: values.json ?? false,
    account: readAccount(environment, values.account),
    certificate: path(values.certificate),
  };
}

function yearsOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d?$/.test(given)) throw wrongUsage(USAGE, '--keep-years must be a number of years.');
  return Number(given);
}

async function keysIn(file: string): Promise<AuditKeySettings> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
  const [current, ...previous] = lines.filter((line) => line !== '');
  if (current === undefined)
    throw new CommandError('unreadable', `${file} is empty: put the audit key into its first line.`);
  return { auditKey: current, auditKeysPrevious: previous };
}

async function assertFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw wrongUsage(USAGE, `--seals ${folder} is no folder.`);
}

function tell(error: unknown, err: Output['err']): number {
  if (!(error instanceof Error)) throw error;
  // A file that cannot be read is told by the system's own words: they name the file and why.
  if (!(error instanceof SafeError) && !('code' in error && 'syscall' in error)) throw error;
  err(error.message);
  return 2;
}

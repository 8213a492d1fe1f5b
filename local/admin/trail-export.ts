import { ChainDigests } from '../../src/audit/chain-digests.ts';
import { formatOf, linesIn } from '../../src/audit/export/records-in.ts';
import { verifyExport } from '../../src/audit/export/verify-export.ts';
import { accountSecret } from '../../src/audit/account-secret.ts';
import { AuditKey } from '../../src/audit/key.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import type { Fault } from '../../src/audit/verify/fault.ts';
import type { ChainEnd } from '../../src/rights/offboarding/trail-ends.ts';
import { SafeError } from '../../src/safe-error.ts';
import { readAccount } from '../../src/settings/accounts.ts';
import { readAuditKeys } from '../../src/settings/audit-keys.ts';
import { givenIn } from '../../src/settings/environment.ts';
import { usage } from './options.ts';
import { plain } from './plain.ts';
import type { World } from './world.ts';

/** An export of the trail, as it was found. */
interface TrailExport {
  /** Where it ends, chain by chain. */
  readonly ends: readonly ChainEnd[];
  readonly faultCount: number;
  /** The first faults, a line for each. */
  readonly faults: readonly string[];
  /** Whether it was verified with the key: without, only what the chains say of one another was. */
  readonly withKey: boolean;
}

const MOST_SHOWN = 20;

/**
 * Reads and verifies an export of an account's trail (`npm run verify-audit`), with the key where `AUDIT_KEY` is in the environment.
 * Throws `AdminError` for what is no export, and for settings that cannot be read.
 */
export async function readTrailExport(
  file: string,
  account: string | undefined,
  { environment }: Pick<World, 'environment'>,
): Promise<TrailExport> {
  try {
    const withKey = givenIn(environment).AUDIT_KEY !== undefined;
    const keys = withKey ? keysOf(account, environment) : await everyKeyLost(file);
    const digests = new ChainDigests();
    const { chains, strays, faultCount } = (await verifyExport(file, { keys }, (entry) => digests.take(entry))).result;
    const ends = chains.flatMap(({ chain, sequence, hash }) =>
      hash === null ? [] : [{ chain, sequence, hash, digest: digests.of(chain) }],
    );
    const faults = [...chains.flatMap((chain) => chain.faults), ...strays].slice(0, MOST_SHOWN).map(wordsOf);
    return { ends, faultCount, faults, withKey };
  } catch (error) {
    if (error instanceof SafeError) throw usage(error.message);
    if (error instanceof Error && 'syscall' in error) throw usage(`${file} cannot be read.`);
    throw error;
  }
}

function keysOf(name: string | undefined, environment: World['environment']): Keyring {
  const account = readAccount(environment, name);
  const { auditKey, auditKeysPrevious } = readAuditKeys(environment);
  const own = (secret: string) => accountSecret(secret, account);
  return new Keyring(new AuditKey(own(auditKey)), auditKeysPrevious.map(own));
}

/** Of lost keys the verifier takes each hash as it stands, and still tells gaps, torn chains and ends that do not fit. */
async function everyKeyLost(file: string): Promise<Keyring> {
  const ids = new Set<string>();
  for await (const { record } of linesIn(file, await formatOf(file)))
    if (record !== undefined && 'keyId' in record) ids.add(record.keyId);
  return new Keyring(
    new AuditKey('none'),
    [...ids].map((id) => `id:${id}`),
  );
}

function wordsOf({ kind, chain, first, last, row, detail }: Fault): string {
  const place = row ?? (first === last ? String(first) : `${first}-${last}`);
  return plain(`  ${kind} ${chain || '-'} ${place}: ${detail}`);
}

import type { Unsealed } from '../../audit/unsealed.ts';
import type { Settings } from '../../settings/settings.ts';
import type { BlobSettings, StorageSettings } from '../../settings/storage.ts';
import { type Check, checkOf, type Problem } from '../check.ts';
import type { HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

const HOUR = 3_600_000;

/**
 * Whether the trail can be sealed, and the seals are out of reach of who owns the tables: in one storage account with them,
 * whoever may delete there can take seals and tables away together (docs/audit-format.md, section 6). An emulator is for
 * development only.
 */
export function checkSeals({ settings, unsealed }: Pick<HealthFacts, 'settings' | 'unsealed'>, now: number): Check {
  if (!unsealed.known) return unread('seals', 'How sealing went', unsealed);
  const ownAccount = !isShared(settings);
  const failing = unsealed.value;
  const problems = [
    ...(failing === undefined ? [] : [failure(failing, now)]),
    ...(ownAccount || isEmulator(settings.storage) ? [] : [SHARED]),
  ];
  return checkOf('seals', problems, { ownAccount, unsealedSince: failing?.since ?? null });
}

const SHARED: Problem = {
  status: 'degraded',
  reason: 'The seals of the audit trail are in the storage account of the tables: they can be deleted together.',
  action: 'Give the seals a storage account of their own with an immutability policy, and name it in RegisterSeals.',
};

function failure({ since, code }: Unsealed, now: number): Problem {
  const hours = Math.max(0, Math.floor((now - Date.parse(since)) / HOUR));
  const reason = `The audit trail could not be sealed since ${since} (${hours} hours).`;
  const action =
    code === 'seal_broken'
      ? 'It does not continue what was sealed: verify it (GET /api/audit/verification), and find out who had access.'
      : 'Look at RegisterSeals and at the roles, the firewall and the immutability policy of the container; the log says more.';
  return { status: 'degraded', reason, action };
}

function isShared({ storage, seals }: Settings): boolean {
  const [tables, blobs] = [accountOf(storage), accountOf(seals)];
  return tables !== undefined && tables === blobs;
}

/** The name of a storage account, as its addresses begin with it. */
function accountOf(settings: StorageSettings | BlobSettings): string | undefined {
  if (settings.kind === 'identity') {
    return firstLabel('tableServiceUri' in settings ? settings.tableServiceUri : settings.blobServiceUri);
  }
  const { connectionString } = settings;
  if (isEmulator(settings)) return 'devstoreaccount1';
  const [, name] = /(?:^|;)\s*AccountName=([^;]+)/i.exec(connectionString) ?? [];
  const [, address] = /(?:^|;)\s*(?:Blob|Table)Endpoint=([^;]+)/i.exec(connectionString) ?? [];
  return name?.toLowerCase() ?? (address === undefined ? undefined : firstLabel(address));
}

function firstLabel(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname.split('.')[0] : undefined;
}

function isEmulator(settings: StorageSettings | BlobSettings): boolean {
  if (settings.kind === 'identity') return false;
  return /UseDevelopmentStorage=true|=http:\/\//i.test(settings.connectionString);
}

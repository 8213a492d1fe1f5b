import type { BlobSettings, Settings, StorageSettings } from '../../settings/settings.ts';
import { type Check, checkOf } from '../check.ts';

/**
 * Whether the seals are out of reach of who owns the tables: in one storage account with them, whoever may delete there can take
 * seals and tables away together (docs/audit-format.md, section 6). An emulator is for development only.
 */
export function checkSeals({ storage, seals }: Pick<Settings, 'storage' | 'seals'>): Check {
  const [tables, blobs] = [accountOf(storage), accountOf(seals)];
  const shared = tables !== undefined && tables === blobs;
  const facts = { ownAccount: !shared };
  if (!shared || isEmulator(storage)) return checkOf('seals', [], facts);
  const reason = 'The seals of the audit trail are in the storage account of the tables: they can be deleted together.';
  const action =
    'Give the seals a storage account of their own with an immutability policy, and name it in RegisterSeals.';
  return checkOf('seals', [{ status: 'degraded', reason, action }], facts);
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

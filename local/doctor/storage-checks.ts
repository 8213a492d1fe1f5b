import { type Check, checkOf, type Problem } from '../../src/health/check.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { connectContainer } from '../../src/storage/connect-blobs.ts';
import { connectStorage } from '../../src/storage/connect.ts';
import { StorageError } from '../../src/storage/errors.ts';
import { storageNamesOf } from '../../src/storage/names.ts';
import { DEFAULT_PATIENCE } from '../../src/storage/patience.ts';
import { isMissing, unavailableStatus } from '../../src/storage/status.ts';

/** Somebody waits for the answer. */
const PATIENCE = { ...DEFAULT_PATIENCE, tries: 2, tryMs: 5_000 };

const mend = (setting: string) => `Look at ${setting}, the firewall of the account, and the roles of the identity.`;
const MEND = mend('RegisterStorage');
const MEND_SEALS = mend('RegisterSeals (without it RegisterStorage)');

type Found = 'there' | 'missing' | { readonly status: number };

/**
 * Whether tables and queue can be reached, and made where they are not there. The right to make them is tried by making one that is
 * there already, which changes nothing; of others it is said that the first run makes them.
 */
export async function storageCheck(settings: Settings): Promise<Check> {
  return orWrong('storage', () => lookAtStorage(settings));
}

async function lookAtStorage(settings: Settings): Promise<Check> {
  const storage = connectStorage(settings, storageNamesOf(settings.account), PATIENCE);
  const { audit, runs, index, erasures, erased, requests } = storage;
  const problems: Problem[] = [];
  const facts: Record<string, string> = {};
  const places = [
    ...[audit, runs, index, erasures, erased, requests].map((table) => ({
      name: table.tableName,
      look: async () => {
        for await (const _ of table.listEntities().byPage({ maxPageSize: 1 })) return;
      },
      make: () => table.createTable(),
    })),
    {
      name: 'the queue',
      look: async () => {
        if ((await storage.depths.slices.count()) === undefined) throw new MissingError();
      },
      make: () => storage.slices.create(),
    },
  ];
  await Promise.all(
    places.map(async ({ name, look, make }) => {
      const found = await tried(look);
      const made = found === 'there' ? await tried(make) : found;
      facts[name] = wordsOf(found);
      if (typeof found === 'object') problems.push(failed(`${name} cannot be read (${statusText(found.status)}).`));
      else if (typeof made === 'object')
        problems.push(failed(`${name} can be read, but not made (${statusText(made.status)}).`));
    }),
  );
  return checkOf('storage', problems, facts);
}

/** Whether seals can be appended and not deleted: both are tried on a blob that is not there, which leaves nothing. */
export async function sealContainerCheck(settings: Settings): Promise<Check> {
  return orWrong('sealContainer', () => lookAtSeals(settings), MEND_SEALS);
}

async function lookAtSeals(settings: Settings): Promise<Check> {
  const name = storageNamesOf(settings.account).seals;
  const container = await connectContainer(settings.seals, name, PATIENCE, 'RegisterSeals cannot be used.')();
  const nothing = `doctor/${settings.account?.name ?? 'register'}-tries-what-is-not-there`;
  const blob = container.getAppendBlobClient(nothing);
  const append = await tried(() => blob.appendBlock('x', 1));
  if (typeof append === 'object')
    return checkOf('sealContainer', [
      failed(`Seals cannot be appended in ${name} (${statusText(append.status)}).`, MEND_SEALS),
    ]);
  const properties = await container.getProperties().catch(() => undefined);
  const facts = {
    container: properties === undefined ? 'made with the first seal' : 'there',
    immutabilityPolicy: properties === undefined ? undefined : properties.hasImmutabilityPolicy === true,
    legalHold: properties?.hasLegalHold,
  };
  if (properties === undefined || properties.hasImmutabilityPolicy === true || properties.hasLegalHold === true)
    return checkOf('sealContainer', [], facts);
  const mayDelete = (await tried(() => blob.delete())) === 'missing';
  const reason = `Nothing keeps the seals in ${name} from being deleted${mayDelete ? ', and these settings may delete them' : ''}.`;
  const action = 'Give the container an immutability policy that allows protected appends (docs/operations.md, Seals).';
  return checkOf('sealContainer', [{ status: 'degraded', reason, action }], facts);
}

/** A connection string may look like one and be none. */
async function orWrong(name: string, look: () => Promise<Check>, action = MEND): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return checkOf(name, [{ status: 'failed', reason: error.message, action }]);
  }
}

class MissingError extends Error {
  readonly statusCode = 404;
}

async function tried(work: () => Promise<unknown>): Promise<Found> {
  try {
    await work();
    return 'there';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    const status = unavailableStatus(error);
    if (status === undefined && !(error instanceof Error)) throw error;
    return { status: status ?? 0 };
  }
}

function failed(reason: string, action = MEND): Problem {
  return { status: 'failed', reason, action };
}

function wordsOf(found: Found): string {
  if (found === 'there') return 'there';
  return found === 'missing' ? 'made by the first run' : statusText(found.status);
}

function statusText(status: number): string {
  return status === 0 ? 'no answer' : `status ${status}`;
}

import { chunk } from '../chunk.ts';
import { type CrmRecord, recordBatchSchema } from './answers.ts';
import { concernsInputs, HubSpotError } from './errors.ts';
import { isolate } from './isolate.ts';
import { type Access, RECORD_BATCH } from './records.ts';
import { FILTER_GROUPS, SEARCH_START, searchPage } from './search.ts';

/** Contacts that have an address, by the address in lower case, and addresses that HubSpot would not look up. */
export interface ContactsByEmail {
  readonly ids: ReadonlyMap<string, string>;
  /** Those that are not the contact's first address, such as that of a contact that was merged into it. */
  readonly additional: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
}

/** Few: somebody waits for the answer, and can ask again. */
const ATTEMPTS = 3;

/**
 * Finds live contacts by their primary or additional addresses, which are compared in lower case. An address that HubSpot
 * refuses does not take the others with it. Throws `HubSpotError` when HubSpot cannot be asked.
 */
export async function findContactsByEmail(access: Access, emails: readonly string[]): Promise<ContactsByEmail> {
  const ids = new Map<string, string>();
  const additional = new Set<string>();
  const refused = new Set<string>();
  const learn = (records: readonly CrmRecord[]) => {
    for (const { id, properties, archived } of records) {
      if (archived === true) continue;
      const [first, ...others] = addressesOf(properties);
      for (const address of [first, ...others].filter((one) => one !== '')) {
        ids.set(address, id);
        if (address === first) additional.delete(address);
        else additional.add(address);
      }
    }
  };
  const wanted = [...new Set(emails.map((email) => email.toLowerCase()))];
  for (const batch of chunk(wanted, RECORD_BATCH)) {
    const { results, failed } = await isolate(batch, (some) => readBatch(access, some)).catch(unwrapped);
    for (const { results: records } of results) learn(records);
    for (const { inputs } of failed) for (const email of inputs) refused.add(email);
  }
  const missing = wanted.filter((email) => !ids.has(email) && !refused.has(email)).slice(0, MOST_SEARCHED);
  for (const some of chunk(missing, FILTER_GROUPS)) learn(await searchAdditional(access, some));
  return { ids, additional, refused };
}

/** Addresses that are looked for among the additional ones: a request for every five, of which search takes five a second. */
export const MOST_SEARCHED = 25;

/** That a batch read finds additional addresses is not documented: HubSpot is asked in the other way as well. */
async function searchAdditional(access: Access, emails: readonly string[]): Promise<readonly CrmRecord[]> {
  const groups = emails.map((value) => [
    { propertyName: 'hs_additional_emails', operator: 'CONTAINS_TOKEN' as const, value },
  ]);
  const search = { type: 'contacts', groups, properties: ['email', 'hs_additional_emails'] };
  try {
    return (await searchPage(access, search, SEARCH_START)).records;
  } catch (error) {
    // A refusal is no reason to refuse those that were found.
    if (!concernsInputs(error)) throw error;
    return [];
  }
}

async function readBatch({ transport, paths }: Access, emails: readonly string[]) {
  const body = {
    inputs: emails.map((id) => ({ id })),
    idProperty: 'email',
    properties: ['email', 'hs_additional_emails'],
    propertiesWithHistory: [],
  };
  const path = paths.objectBatch('contacts', 'read');
  const request = {
    method: 'POST',
    path,
    body,
    answer: recordBatchSchema,
    effect: 'read',
    attempts: ATTEMPTS,
  } as const;
  return transport.send(request).catch((error: unknown) => {
    // Only a refusal can be due to some of the addresses; anything else would go wrong with fewer of them as well.
    if (error instanceof HubSpotError && error.code === 'rejected') throw error;
    throw new NotAskedError(error);
  });
}

/** Carries an error past the isolation of single inputs. */
class NotAskedError extends Error {
  constructor(cause: unknown) {
    super('HubSpot could not be asked.', { cause });
  }
}

function unwrapped(error: unknown): never {
  throw error instanceof NotAskedError ? error.cause : error;
}

/** The first address, empty when there is none, and the additional ones; in lower case. */
function addressesOf({ email, hs_additional_emails: others }: CrmRecord['properties']): [string, ...string[]] {
  const lowerCase = (address: string) => address.trim().toLowerCase();
  return [lowerCase(email ?? ''), ...(others ?? '').split(';').map(lowerCase)];
}

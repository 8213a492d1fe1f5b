import { chunk } from '../chunk.ts';
import { type CrmRecord, recordBatchSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import { isolate } from './isolate.ts';
import { type Access, RECORD_BATCH } from './records.ts';

/** Contacts that have an address, by the address in lower case, and addresses that HubSpot would not look up. */
export interface ContactsByEmail {
  readonly ids: ReadonlyMap<string, string>;
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
  const refused = new Set<string>();
  const learn = (records: readonly CrmRecord[]) => {
    for (const { id, properties, archived } of records) {
      if (archived === true) continue;
      for (const address of addressesOf(properties)) ids.set(address, id);
    }
  };
  const wanted = [...new Set(emails.map((email) => email.toLowerCase()))];
  for (const part of chunk(wanted, RECORD_BATCH)) {
    const { results, failed } = await isolate(part, (some) => readBatch(access, some)).catch(unwrapped);
    for (const { results: records } of results) learn(records);
    for (const { inputs } of failed) for (const email of inputs) refused.add(email);
  }
  return { ids, refused };
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

function addressesOf({ email, hs_additional_emails: others }: CrmRecord['properties']): string[] {
  return [email, ...(others ?? '').split(';')].flatMap((address) => address?.trim().toLowerCase() || []);
}

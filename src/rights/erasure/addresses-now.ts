import type { SliceContext } from '../../facts/context.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { readHistories } from '../../hubspot/property-history.ts';
import { PERSON_HISTORIES, PERSON_PROPERTIES, personNow } from './person-now.ts';

/**
 * Addresses of people with whom was begun before an interruption, by id: whether their hashes were kept by then, nobody remembers.
 * None of somebody who is gone by now, for nobody goes before that. Throws `HubSpotError` when they cannot be read.
 */
export async function addressesNow(
  { hubspot, policy }: SliceContext,
  ids: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { found, unread } = await readHistories(hubspot, 'contacts', ids, PERSON_PROPERTIES, PERSON_HISTORIES);
  const people = [...found].map(([id, record]) => [id, personNow(record, policy)] as const);
  const odd = people.find(([, person]) => 'unread' in person);
  if (unread.size > 0 || odd !== undefined)
    throw new HubSpotError('unavailable', 'Addresses of people who are being erased could not be read again.', {
      endpoint: 'contacts',
    });
  return new Map(people.flatMap(([id, person]) => ('unread' in person ? [] : [[id, person.addresses]])));
}

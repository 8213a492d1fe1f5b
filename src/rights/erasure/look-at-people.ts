import pMap from 'p-map';
import type { SliceContext } from '../../facts/context.ts';
import { readDefinitions } from '../../hubspot/definitions.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import { type RecordWithHistory, readHistories } from '../../hubspot/property-history.ts';
import { readRecord } from '../../hubspot/records.ts';
import { PERSON_HISTORIES, PERSON_PROPERTIES, type PersonNow, PROTECTING_PROPERTIES, personNow } from './person-now.ts';

const AT_ONCE = 4;

/** What HubSpot says of somebody at this moment. */
export type Look =
  | { readonly kind: 'person'; readonly person: PersonNow }
  /** It answers with another id: they were merged into another, who may be a living customer. */
  | { readonly kind: 'other_id' }
  /** There is nobody under the id; `archived`: they can be restored from the recycle bin. */
  | { readonly kind: 'gone'; readonly archived: boolean }
  | { readonly kind: 'unread'; readonly reason: string };

/**
 * Looks at people as they are now: holds, restrictions, decisions with who made them, open requests, merges and addresses, all of one
 * moment for each person. One request for each fifty, and one or two for each who is not there.
 */
export async function lookAtPeople(
  { hubspot, policy }: Pick<SliceContext, 'hubspot' | 'policy'>,
  ids: readonly string[],
): Promise<Map<string, Look>> {
  const { found, missing, unread } = await readHistories(hubspot, 'contacts', ids, PERSON_PROPERTIES, PERSON_HISTORIES);
  const looks = new Map<string, Look>();
  const lacking = await lackingProperties(hubspot, [...found.values()]);
  for (const [id, one] of found) {
    const person = lacking.length > 0 ? { unread: `HubSpot has no ${lacking.join(', ')}` } : personNow(one, policy);
    looks.set(id, 'unread' in person ? { kind: 'unread', reason: person.unread } : { kind: 'person', person });
  }
  for (const [id, reason] of unread) looks.set(id, { kind: 'unread', reason });
  await pMap(missing, async (id) => looks.set(id, await whereIs(hubspot, id)), { concurrency: AT_ONCE });
  return looks;
}

/**
 * Properties that protect and that the account does not have. HubSpot leaves them out where it shows an empty one as null, and somebody
 * who deletes such a property lifts every hold without a trace. Only an answer that lacks one costs a request.
 */
async function lackingProperties(hubspot: SliceContext['hubspot'], shown: readonly RecordWithHistory[]) {
  const isShown = (name: string) => shown.every(({ record }) => name in record.properties);
  const left = PROTECTING_PROPERTIES.filter((name) => !isShown(name));
  if (left.length === 0) return [];
  const { properties } = await readDefinitions(hubspot, 'contacts', [], NO_GROUP);
  return left.filter((property) => !properties.some(({ name }) => name === property));
}

/** Groups need not be read. */
const NO_GROUP = { name: '', label: '' };

/** What became of somebody whom a read by id does not show. Not being there is never taken from silence. */
async function whereIs(hubspot: SliceContext['hubspot'], id: string): Promise<Look> {
  try {
    const live = await readRecord(hubspot, 'contacts', id, []);
    const record = live ?? (await readRecord(hubspot, 'contacts', id, [], 'bin'));
    if (record === undefined) return { kind: 'gone', archived: false };
    if (record.id !== id) return { kind: 'other_id' };
    if (record.archived === true) return { kind: 'gone', archived: true };
    return { kind: 'unread', reason: 'HubSpot gave no answer for it' };
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return { kind: 'unread', reason: error.reason };
  }
}

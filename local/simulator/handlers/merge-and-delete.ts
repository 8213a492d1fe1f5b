import { z } from 'zod';
import type { AccountData, CrmRecord } from '../account.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { invalid, notFound } from '../errors.ts';
import { findByEmail } from '../find-by-email.ts';
import { mergeRecords } from '../merge.ts';
import { objectType } from '../object-types.ts';
import { eraseContact } from '../people.ts';
import { isLive, recordJson, resolve, viewOf } from '../record-view.ts';
import { bodyAs, writeScopes } from './inputs.ts';

const MergeBody = z.object({ primaryObjectId: z.string(), objectIdToMerge: z.string() });
const GdprBody = z.object({ objectId: z.string(), idProperty: z.string().optional() });

/** Merge (contacts and companies) and GDPR delete (contacts alone), hubspot.md 5c and 8. */
export const mergeAndDeleteEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    pattern: /^\/(?<type>contacts|companies|0-1|0-2)\/merge$/u,
    budget: 'burst',
    scopes: writeScopes,
    answer: merge,
  },
  {
    method: 'POST',
    pattern: /^\/(?<type>contacts|0-1)\/gdpr-delete$/u,
    budget: 'burst',
    scopes: writeScopes,
    answer: gdprDelete,
  },
];

function merge(call: Call): Answer {
  const { account, behaviour } = call.world;
  const type = objectType(call.param('type'));
  const body = bodyAs(call, MergeBody);
  const primary = resolve(account, type, body.primaryObjectId);
  const other = resolve(account, type, body.objectIdToMerge);
  if (!isLive(primary) || !isLive(other)) throw notFound();
  if (primary === other) throw invalid('Cannot merge an object with itself');
  const record = mergeRecords(account, type, primary.id, other.id, call.at, behaviour.mergeKeepsPrimaryId);
  return {
    status: 200,
    body: recordJson(viewOf(account, type, ['hs_merged_object_ids']), record),
    objectType: type,
    ids: [primary.id, other.id, record.id],
  };
}

function gdprDelete(call: Call): Answer {
  const { account } = call.world;
  const { objectId, idProperty } = bodyAs(call, GdprBody);
  const record = idProperty === 'email' ? byEmail(account, objectId) : byId(call, objectId);
  if (record) eraseContact(account, record.id, call.at);
  // An address nobody has is blocked all the same (contacts.json).
  else if (idProperty === 'email') account.blocklist.add(objectId.toLowerCase());
  return { status: 204, objectType: 'contacts', ids: record ? [record.id] : [] };
}

function byEmail(account: AccountData, address: string): CrmRecord | undefined {
  return findByEmail(account, [address]).get(address.toLowerCase());
}

/** The contact that goes with an id; undefined when HubSpot says it is gone though it did nothing. */
function byId({ world: { account, behaviour } }: Call, id: string): CrmRecord | undefined {
  const { gone, mergedAway, archived } = behaviour.gdprDelete;
  const record = resolve(account, 'contacts', id);
  if (record === undefined) {
    if (gone === 404) throw notFound();
    return undefined;
  }
  if (record.id !== id && mergedAway === 404) throw notFound();
  if (record.archivedAt !== undefined && archived === 404) throw notFound();
  return record;
}

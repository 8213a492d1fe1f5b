import type { AccountData, CrmRecord, ObjectType } from './account.ts';
import { nextId } from './account-state.ts';
import { addRecord, associate, dissociate, noteChange, recordOf, replacePrimary } from './change.ts';
import { mergedHistory, newestNoted, noteValues } from './history.ts';
import { BY_MERGE } from './sources.ts';

/**
 * Merges `otherId` into `primaryId` at `at` (epoch ms) and gives the surviving record. The primary's values win, empty
 * ones are filled from the other, and the survivor has the history of both (HubSpot's changelog, "Updated merge
 * functionality for contacts and companies"). Without `keepPrimaryId` the survivor gets a new id and both old ids lead to it.
 */
export function mergeRecords(
  account: AccountData,
  type: ObjectType,
  primaryId: string,
  otherId: string,
  at: number,
  keepPrimaryId = false,
): CrmRecord {
  const primary = recordOf(account, type, primaryId);
  const other = recordOf(account, type, otherId);
  const gone = keepPrimaryId ? [other] : [primary, other];
  const mergedIds = [primary, other].flatMap((record) => record.properties.hs_merged_object_ids?.split(';') ?? []);
  const properties = {
    ...other.properties,
    ...primary.properties,
    hs_merged_object_ids: [...new Set([...mergedIds, ...gone.map(({ id }) => id)])].join(';'),
    ...additionalAddresses(primary, other),
  };
  const history = mergedHistory(primary, other);
  const survivor = keepPrimaryId
    ? primary
    : addRecord(
        account,
        type,
        {
          id: nextId(account, type),
          properties: {},
          createdAt: [primary.createdAt, other.createdAt].sort()[0] ?? primary.createdAt,
        },
        at,
      );
  for (const record of gone) {
    noteChange(account, type, record, at);
    record.mergedInto = survivor.id;
    record.updatedAt = new Date(at).toISOString();
    moveAssociations(account, type, record.id, survivor.id, at);
    if (type === 'contacts') moveMemberships(account, record.id, survivor.id);
  }
  noteChange(account, type, survivor, at);
  survivor.history = history;
  // Where the value that is chosen is not the newest of both, the merge sets it anew.
  const chosen = Object.entries(properties).filter(([name, value]) => newestNoted(survivor, name) !== value);
  if (chosen.length > 0) noteValues(survivor, Object.fromEntries(chosen), at, BY_MERGE);
  survivor.properties = properties;
  survivor.updatedAt = new Date(at).toISOString();
  return survivor;
}

/** The survivor is on the lists, in the events and in the conversations of both; where both are, what the survivor has stays. */
function moveMemberships(account: AccountData, fromId: string, toId: string): void {
  for (const { members } of account.lists.values()) moveKey(members, fromId, toId);
  for (const { participations } of account.marketingEvents.values()) moveKey(participations, fromId, toId);
  for (const one of account.conversations?.values() ?? []) if (one.contactId === fromId) one.contactId = toId;
}

function moveKey<Value>(place: Map<string, Value>, from: string, to: string): void {
  const value = place.get(from);
  if (value === undefined) return;
  place.delete(from);
  if (!place.has(to)) place.set(to, value);
}

/** Whoever had another address keeps it as an additional one. */
function additionalAddresses(
  { properties: mine }: CrmRecord,
  { properties: others }: CrmRecord,
): Record<string, string> {
  const all = [mine.email, mine.hs_additional_emails, others.email, others.hs_additional_emails].flatMap(
    (addresses) => addresses?.split(';').filter((address) => address !== '') ?? [],
  );
  const additional = [...new Set(all)].filter((address) => address !== (mine.email || others.email));
  return additional.length === 0 ? {} : { hs_additional_emails: additional.join(';') };
}

function moveAssociations(account: AccountData, type: ObjectType, fromId: string, toId: string, at: number): void {
  if (type === 'companies') replacePrimary(account, fromId, [fromId, toId], at, BY_MERGE);
  for (const [otherType, ids] of account.associations.get(`${type}:${fromId}`) ?? []) {
    for (const id of [...ids]) {
      dissociate(account, type, fromId, otherType, id);
      associate(account, type, toId, otherType, id);
    }
  }
}

import type { AccountData, CrmRecord, ObjectType } from './account.ts';
import { noteAdded, noteRemoved } from './account-state.ts';
import { findByEmail } from './find-by-email.ts';
import { noteValues } from './history.ts';
import { rememberPast } from './index-lag.ts';
import { noteCount, noteModified } from './modified-index.ts';
import { noteArchived, RESTORABLE_MS } from './recycle-bin.ts';
import { BY_RECYCLING, BY_SOMEBODY, type ChangeSource } from './sources.ts';

/** What a new record needs; `updatedAt` defaults to `createdAt`. Times are ISO 8601 UTC. `source` is no person's unless said. */
export interface NewRecord {
  id: string;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt?: string;
  archivedAt?: string;
  source?: ChangeSource;
}

/**
 * Adds a record. `hs_object_id`, the create date (unless given) and the modified date need not be among the properties:
 * they are read from the record itself. `at` (epoch ms) is when the index lag of search begins, if it lags.
 */
export function addRecord(account: AccountData, type: ObjectType, added: NewRecord, at?: number): CrmRecord {
  const record: CrmRecord = { ...added, updatedAt: added.updatedAt ?? added.createdAt };
  if (at !== undefined) rememberPast(account, type, record.id, undefined, at);
  if (!account.records[type].has(record.id)) noteCount(account, type, 1);
  account.records[type].set(record.id, record);
  noteAdded(account, type, record.id);
  noteModified(account, type, record.id);
  if (record.archivedAt !== undefined) noteArchived(account, Date.parse(record.archivedAt));
  return record;
}

/** The record, or an error that names it. */
export function recordOf(account: AccountData, type: ObjectType, id: string): CrmRecord {
  const record = account.records[type].get(id);
  if (!record) throw new RangeError(`The account has no ${type} ${id}`);
  return record;
}

/** Lets search know of a change before it happens at `at` (epoch ms): its index lags, and is ordered by modified dates. */
export function noteChange(account: AccountData, type: ObjectType, record: CrmRecord, at: number): void {
  rememberPast(account, type, record.id, record, at);
  noteModified(account, type, record.id);
}

/**
 * Sets property values (`''` clears) at `at` (epoch ms) and stamps the record modified. Their history says that somebody in
 * HubSpot did it, unless `source` says who or what else.
 */
export function editRecord(
  account: AccountData,
  type: ObjectType,
  id: string,
  properties: Record<string, string>,
  at: number,
  source: ChangeSource = BY_SOMEBODY,
): CrmRecord {
  const record = recordOf(account, type, id);
  noteChange(account, type, record, at);
  noteValues(record, properties, at, source);
  for (const [name, value] of Object.entries(properties)) {
    if (value === '') delete record.properties[name];
    else record.properties[name] = value;
  }
  record.updatedAt = new Date(at).toISOString();
  return record;
}

/**
 * Moves a record to the recycle bin at `at` (epoch ms). It drops out of associations while it is there; an archived
 * company is nobody's primary company.
 */
export function archiveRecord(account: AccountData, type: ObjectType, id: string, at: number): void {
  const record = recordOf(account, type, id);
  noteChange(account, type, record, at);
  record.archivedAt = new Date(at).toISOString();
  record.updatedAt = record.archivedAt;
  noteArchived(account, at);
  if (type === 'companies') replacePrimary(account, id, [id, ''], at, BY_RECYCLING);
}

/**
 * Brings a record back from the recycle bin at `at` (epoch ms), with its associations, as users can for 90 days. A
 * `RangeError` after that, and for a contact whose address another one has by now (HubSpot, "Restore deleted records").
 */
export function restoreRecord(account: AccountData, type: ObjectType, id: string, at: number): void {
  const record = recordOf(account, type, id);
  if (record.archivedAt !== undefined && at >= Date.parse(record.archivedAt) + RESTORABLE_MS) {
    throw new RangeError(`${type} ${id} has been in the recycle bin for more than 90 days`);
  }
  const { email = '' } = record.properties;
  if (type === 'contacts' && email !== '' && findByEmail(account, [email]).size > 0) {
    throw new RangeError('A live contact has the address of the archived one');
  }
  noteChange(account, type, record, at);
  delete record.archivedAt;
  record.updatedAt = new Date(at).toISOString();
  if (type === 'companies') replacePrimary(account, id, ['', id], at, BY_RECYCLING);
}

/** Gives the contacts of a company whose primary company is the first of two (`''`: none) the second instead. */
export function replacePrimary(
  account: AccountData,
  companyId: string,
  [before, after]: readonly [before: string, after: string],
  at: number,
  source: ChangeSource,
): void {
  for (const contactId of associatedIds(account, 'companies', companyId, 'contacts')) {
    const { associatedcompanyid: primary = '' } = recordOf(account, 'contacts', contactId).properties;
    if (primary === before) editRecord(account, 'contacts', contactId, { associatedcompanyid: after }, at, source);
  }
}

/**
 * Removes a record for good at `at` (epoch ms), with those that were merged into it and its associations: what was
 * associated with it stays.
 */
export function purgeRecord(account: AccountData, type: ObjectType, id: string, at: number): void {
  const record = recordOf(account, type, id);
  const merged = record.properties.hs_merged_object_ids?.split(';') ?? [];
  for (const one of merged) {
    if (account.records[type].get(one)?.mergedInto !== undefined) purgeRecord(account, type, one, at);
  }
  noteChange(account, type, record, at);
  for (const [toType, toIds] of account.associations.get(`${type}:${id}`) ?? []) {
    for (const toId of toIds) dissociate(account, type, id, toType, toId);
  }
  if (type === 'contacts') {
    for (const { members } of account.lists.values()) members.delete(id);
    for (const { participations } of account.marketingEvents.values()) participations.delete(id);
  }
  account.records[type].delete(id);
  noteCount(account, type, -1);
  noteRemoved(account, type, id);
}

/**
 * Associates two records, in both directions. It does not stamp either as modified: HubSpot does not
 * (airbytehq/airbyte#27199), which is why a sync by modified date cannot see it.
 */
export function associate(
  account: AccountData,
  fromType: ObjectType,
  fromId: string,
  toType: ObjectType,
  toId: string,
): void {
  idsBetween(account, fromType, fromId, toType).add(toId);
  idsBetween(account, toType, toId, fromType).add(fromId);
}

/** Removes an association, in both directions, without stamping either record as modified. */
export function dissociate(
  account: AccountData,
  fromType: ObjectType,
  fromId: string,
  toType: ObjectType,
  toId: string,
): void {
  account.associations.get(`${fromType}:${fromId}`)?.get(toType)?.delete(toId);
  account.associations.get(`${toType}:${toId}`)?.get(fromType)?.delete(fromId);
}

/** Ids of the `toType` records associated with a record, archived ones too. */
export function associatedIds(account: AccountData, type: ObjectType, id: string, toType: ObjectType): string[] {
  return [...(account.associations.get(`${type}:${id}`)?.get(toType) ?? [])];
}

/**
 * Makes a company the primary one of a contact (`''`: none) at `at` (epoch ms), which stamps the contact as modified. As
 * in HubSpot, the former one stays associated, but no longer as primary; a contact that is left with none loses it.
 */
export function moveToCompany(
  account: AccountData,
  contactId: string,
  companyId: string,
  at: number,
  source: ChangeSource = BY_SOMEBODY,
): void {
  const former = recordOf(account, 'contacts', contactId).properties.associatedcompanyid ?? '';
  if (companyId !== '')
    associate(account, 'contacts', contactId, 'companies', recordOf(account, 'companies', companyId).id);
  else if (former !== '') dissociate(account, 'contacts', contactId, 'companies', former);
  editRecord(account, 'contacts', contactId, { associatedcompanyid: companyId }, at, source);
}

function idsBetween(account: AccountData, type: ObjectType, id: string, toType: ObjectType): Set<string> {
  const key = `${type}:${id}`;
  const byType = account.associations.get(key) ?? new Map<ObjectType, Set<string>>();
  account.associations.set(key, byType);
  const ids = byType.get(toType) ?? new Set<string>();
  byType.set(toType, ids);
  return ids;
}

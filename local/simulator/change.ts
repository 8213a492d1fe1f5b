import type { AccountData, CrmRecord, ObjectType, SubscriptionType } from './account.ts';
import { noteAdded, noteRemoved } from './account-state.ts';
import { rememberPast } from './index-lag.ts';
import { noteCount, noteModified } from './modified-index.ts';

/** What a new record needs; `updatedAt` defaults to `createdAt`. Times are ISO 8601 UTC. */
export interface NewRecord {
  id: string;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt?: string;
  archivedAt?: string;
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

/** Sets property values (`''` clears) as somebody in HubSpot would, at `at` (epoch ms), and stamps the record modified. */
export function editRecord(
  account: AccountData,
  type: ObjectType,
  id: string,
  properties: Record<string, string>,
  at: number,
): CrmRecord {
  const record = recordOf(account, type, id);
  noteChange(account, type, record, at);
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
  if (type !== 'companies') return;
  for (const contactId of associatedIds(account, type, id, 'contacts')) {
    const contact = recordOf(account, 'contacts', contactId);
    if (contact.properties.associatedcompanyid === id) {
      editRecord(account, 'contacts', contactId, { associatedcompanyid: '' }, at);
    }
  }
}

/** Brings a record back from the recycle bin at `at` (epoch ms), with its associations. */
export function restoreRecord(account: AccountData, type: ObjectType, id: string, at: number): void {
  const record = recordOf(account, type, id);
  noteChange(account, type, record, at);
  delete record.archivedAt;
  record.updatedAt = new Date(at).toISOString();
  if (type !== 'companies') return;
  for (const contactId of associatedIds(account, type, id, 'contacts')) {
    const contact = recordOf(account, 'contacts', contactId);
    if (!contact.properties.associatedcompanyid) {
      editRecord(account, 'contacts', contactId, { associatedcompanyid: id }, at);
    }
  }
}

/** Removes a record for good, with its associations, as a GDPR delete does. */
export function purgeRecord(account: AccountData, type: ObjectType, id: string, at: number): void {
  const record = recordOf(account, type, id);
  noteChange(account, type, record, at);
  for (const [toType, toIds] of account.associations.get(`${type}:${id}`) ?? []) {
    for (const toId of toIds) dissociate(account, type, id, toType, toId);
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
export function moveToCompany(account: AccountData, contactId: string, companyId: string, at: number): void {
  const former = recordOf(account, 'contacts', contactId).properties.associatedcompanyid ?? '';
  if (companyId !== '')
    associate(account, 'contacts', contactId, 'companies', recordOf(account, 'companies', companyId).id);
  else if (former !== '') dissociate(account, 'contacts', contactId, 'companies', former);
  editRecord(account, 'contacts', contactId, { associatedcompanyid: companyId }, at);
}

/** Adds a subscription type and the contact property `hs_email_optout_ID` that HubSpot keeps for it. */
export function addSubscriptionType(account: AccountData, type: SubscriptionType): void {
  account.subscriptionTypes.set(type.id, type);
  account.properties.contacts.set(`hs_email_optout_${type.id}`, {
    name: `hs_email_optout_${type.id}`,
    label: `Opted out of email: ${type.name}`,
    type: 'enumeration',
    fieldType: 'booleancheckbox',
    groupName: 'emailinformation',
    description: `Indicates that the contact has opted out of emails of the type ${type.name}.`,
    options: ['true', 'false'].map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })),
    hubspotDefined: true,
    readOnlyValue: true,
  });
}

function idsBetween(account: AccountData, type: ObjectType, id: string, toType: ObjectType): Set<string> {
  const key = `${type}:${id}`;
  const byType = account.associations.get(key) ?? new Map<ObjectType, Set<string>>();
  account.associations.set(key, byType);
  const ids = byType.get(toType) ?? new Set<string>();
  byType.set(toType, ids);
  return ids;
}

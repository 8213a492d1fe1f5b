import type { AccountData, CrmRecord, ObjectType, PropertyDefinition } from './account.ts';
import { engagementProperty } from './engagement-properties.ts';
import { TYPE_FACTS } from './object-types.ts';

const DEFAULTS: Partial<Record<ObjectType, readonly string[]>> = {
  contacts: ['email', 'firstname', 'lastname'],
  companies: ['domain', 'name'],
};

/** What a property is, as far as reading and searching it needs. */
export type PropertyType = PropertyDefinition['type'];

/** The type of a property, or undefined when the account has no such property on that object type. */
export function propertyType(account: AccountData, type: ObjectType, name: string): PropertyType | undefined {
  if (type === 'contacts' || type === 'companies') return account.properties[type].get(name)?.type;
  return engagementProperty(type, name)?.type;
}

/** A property's value as it is held; undefined when it has none. Ids and dates that HubSpot keeps come from the record. */
export function readValue(type: ObjectType, record: CrmRecord, name: string): string | undefined {
  if (name === 'hs_object_id') return record.id;
  if (name === 'hs_lastmodifieddate' || name === 'lastmodifieddate') return record.updatedAt;
  const value = record.properties[name];
  if (value === undefined && name === TYPE_FACTS[type].createDate) return record.createdAt;
  return value;
}

/** An instant as HubSpot prints it: without milliseconds when they are zero. */
function printInstant(value: string): string {
  return value.endsWith('.000Z') ? `${value.slice(0, -5)}Z` : value;
}

/** Says which properties of a record an answer shows. */
export interface View {
  readonly type: ObjectType;
  readonly columns: readonly { readonly name: string; readonly instant: boolean }[];
}

/** The view of the requested properties: unknown ones are ignored, the ones HubSpot always sends are added. */
export function viewOf(account: AccountData, type: ObjectType, requested: readonly string[]): View {
  const { createDate, modifiedDate } = TYPE_FACTS[type];
  const chosen = requested.length > 0 ? requested : (DEFAULTS[type] ?? []);
  const columns = [];
  for (const name of new Set([createDate, 'hs_object_id', modifiedDate, ...chosen])) {
    const kind = propertyType(account, type, name);
    if (kind) columns.push({ name, instant: kind === 'datetime' });
  }
  return { type, columns };
}

/** A record as the API shows it; a requested property without a value is null. */
export function recordJson(view: View, record: CrmRecord): Record<string, unknown> {
  const properties: Record<string, string | null> = {};
  for (const { name, instant } of view.columns) {
    const value = readValue(view.type, record, name);
    properties[name] = value === undefined ? null : instant ? printInstant(value) : value;
  }
  return {
    id: record.id,
    properties,
    createdAt: printInstant(record.createdAt),
    updatedAt: printInstant(record.updatedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: printInstant(record.archivedAt) }),
  };
}

/** Whether a record is neither in the recycle bin nor merged away. */
export function isLive(record: CrmRecord | undefined): record is CrmRecord {
  return record !== undefined && record.archivedAt === undefined && record.mergedInto === undefined;
}

/** The record an id leads to, through merges; undefined when it is gone for good. */
export function resolve(account: AccountData, type: ObjectType, id: string): CrmRecord | undefined {
  let record = account.records[type].get(id);
  while (record?.mergedInto !== undefined) record = account.records[type].get(record.mergedInto);
  return record;
}

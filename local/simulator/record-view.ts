import type { AccountData, CrmRecord, ObjectType, PropertyDefinition } from './account.ts';
import { derivedValue } from './derived-values.ts';
import { pastValues } from './history.ts';
import { TYPE_FACTS } from './object-types.ts';

const DEFAULTS: Partial<Record<ObjectType, readonly string[]>> = {
  contacts: ['email', 'firstname', 'lastname'],
  companies: ['domain', 'name'],
  deals: ['amount', 'closedate', 'dealname', 'dealstage', 'pipeline'],
  tickets: ['content', 'hs_pipeline', 'hs_pipeline_stage', 'subject'],
};

/** What a property is, as far as reading and searching it needs. */
export type PropertyType = PropertyDefinition['type'];

/** The type of a property, or undefined when the account has no such property on that object type. */
export function propertyType(account: AccountData, type: ObjectType, name: string): PropertyType | undefined {
  return account.properties[type].get(name)?.type;
}

/** A property's value as it is held; undefined when it has none. Ids and dates that HubSpot keeps come from the record. */
export function readValue(type: ObjectType, record: CrmRecord, name: string): string | undefined {
  if (name === 'hs_object_id') return record.id;
  if (name === 'hs_lastmodifieddate' || name === 'lastmodifieddate') return record.updatedAt;
  const value = record.properties[name];
  if (value !== undefined) return value;
  return name === TYPE_FACTS[type].createDate ? record.createdAt : derivedValue(type, record, name);
}

/** An instant as HubSpot prints it: without milliseconds when they are zero. */
function printInstant(value: string): string {
  return value.endsWith('.000Z') ? `${value.slice(0, -5)}Z` : value;
}

interface Column {
  readonly name: string;
  readonly instant: boolean;
}

/** Says which properties of a record an answer shows, and which of them with all the values they have had. */
export interface View {
  readonly type: ObjectType;
  readonly columns: readonly Column[];
  readonly history: readonly Column[];
}

/** The view of the requested properties: unknown ones are ignored, the ones HubSpot always sends are added. */
export function viewOf(
  account: AccountData,
  type: ObjectType,
  requested: readonly string[],
  withHistory: readonly string[] = [],
): View {
  const { createDate, modifiedDate } = TYPE_FACTS[type];
  const chosen = requested.length > 0 ? requested : (DEFAULTS[type] ?? []);
  const columnsOf = (names: readonly string[]): Column[] => {
    const columns: Column[] = [];
    for (const name of new Set(names)) {
      const kind = propertyType(account, type, name);
      if (kind) columns.push({ name, instant: kind === 'datetime' });
    }
    return columns;
  };
  return {
    type,
    columns: columnsOf([createDate, 'hs_object_id', modifiedDate, ...chosen, ...withHistory]),
    history: columnsOf(withHistory),
  };
}

/** A record as the API shows it; a requested property without a value is null. */
export function recordJson(view: View, record: CrmRecord): Record<string, unknown> {
  const properties: Record<string, string | null> = {};
  for (const column of view.columns) {
    const value = readValue(view.type, record, column.name);
    properties[column.name] = value === undefined ? null : printed(column, value);
  }
  return {
    id: record.id,
    properties,
    ...(view.history.length === 0 ? {} : { propertiesWithHistory: historyJson(view, record) }),
    createdAt: printInstant(record.createdAt),
    updatedAt: printInstant(record.updatedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: printInstant(record.archivedAt) }),
  };
}

/** All values of the asked properties, newest first; one that never had any is left out. */
function historyJson(view: View, record: CrmRecord): Record<string, unknown> {
  const histories = view.history.map((column) => {
    const values = pastValues(record, column.name, readValue(view.type, record, column.name));
    const entries = values.map(({ value, at, source }) => ({
      value: printed(column, value),
      timestamp: printInstant(new Date(at).toISOString()),
      ...source,
    }));
    return [column.name, entries] as const;
  });
  return Object.fromEntries(histories.filter(([, entries]) => entries.length > 0));
}

function printed({ instant }: Column, value: string): string {
  return instant ? printInstant(value) : value;
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

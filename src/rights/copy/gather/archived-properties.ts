import { type PropertyDefinition, readArchivedDefinitions } from '../../../hubspot/property-definitions.ts';
import { readHistories } from '../../../hubspot/property-history.ts';
import type { Access } from '../../../hubspot/records.ts';
import type { ReadObject } from './entries.ts';

/** What contacts hold in properties that were deleted from the account and may still be restored. */
interface ArchivedProperties {
  /** Whether there are such properties, or may be: HubSpot need not give what they hold. */
  readonly areThere: boolean;
  /** By the id of the contact. */
  readonly of: ReadonlyMap<string, ReadObject>;
}

/**
 * Reads them on their own: whether HubSpot still gives values of deleted properties no document says, and that it does not must not take
 * the others along. Throws `HubSpotError` for what does not lie in this question.
 */
export async function readArchivedProperties(
  hubspot: Access,
  ids: readonly string[],
  live: ReadonlySet<string>,
): Promise<ArchivedProperties> {
  const archived = await readArchivedDefinitions(hubspot, 'contacts');
  const deleted = (archived ?? []).filter(({ name }) => !live.has(name)).map(asDeleted);
  if (deleted.length === 0) return { areThere: archived === undefined, of: new Map() };
  const definitions = new Map(deleted.map((one): [string, PropertyDefinition] => [one.name, one]));
  const names = [...definitions.keys()];
  const { found } = await readHistories(hubspot, 'contacts', ids, names, names);
  return { areThere: true, of: new Map([...found].map(([id, read]) => [id, { ...read, definitions }])) };
}

function asDeleted(one: PropertyDefinition): PropertyDefinition {
  return { ...one, label: `${one.label} (poistettu kenttä)` };
}

/** The record with what it holds in deleted properties besides. */
export function withArchived<Read extends ReadObject>(read: Read, archived: ReadObject | undefined): Read {
  if (archived === undefined) return read;
  const { record, history, definitions } = archived;
  return {
    ...read,
    record: { ...read.record, properties: { ...record.properties, ...read.record.properties } },
    history: new Map([...history, ...read.history]),
    definitions: new Map([...read.definitions, ...definitions]),
  };
}

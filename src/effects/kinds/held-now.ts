import type { SliceContext } from '../../facts/context.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import { heldValues } from '../../register/held.ts';
import type { RegisterProperty } from '../../register/property.ts';
import type { RecordKind } from '../../register/record.ts';

/** Values of the add-on's properties by record id, and records that are gone. One that cannot be read is in neither. */
export interface HeldNow {
  readonly held: ReadonlyMap<string, Record<string, string>>;
  readonly gone: ReadonlySet<string>;
}

const AT_ONCE = 8;

/** What HubSpot holds of some records at this moment, fit to be kept outside it. */
export async function readHeldNow(
  { hubspot, auditKey }: SliceContext,
  kind: RecordKind,
  properties: readonly RegisterProperty[],
  ids: readonly string[],
): Promise<HeldNow> {
  const names = properties.map(({ name }) => name);
  const hash = (property: string, text: string) => auditKey.hashOfText(property, text);
  const { found, gone } = await readManyRecords(hubspot, kind, ids, names, AT_ONCE);
  const held = new Map([...found].map(([id, record]) => [id, heldValues(record.properties, properties, hash)]));
  return { held, gone };
}

import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import type { SliceContext } from '../../facts/context.ts';
import { RECORD_BATCH, readRecords } from '../../hubspot/records.ts';
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
  const held = new Map<string, Record<string, string>>();
  const gone = new Set<string>();
  await pMap(
    chunk(ids, RECORD_BATCH),
    async (batch) => {
      const records = await readRecords(hubspot, kind, batch, names);
      for (const id of records.gone) gone.add(id);
      for (const [id, { properties: values }] of records.found) held.set(id, heldValues(values, properties, hash));
    },
    { concurrency: AT_ONCE },
  );
  return { held, gone };
}

import type { CrmRecord } from '../../../hubspot/answers.ts';
import type { PropertyDefinition } from '../../../hubspot/property-definitions.ts';
import type { PastValue } from '../../../hubspot/property-history.ts';
import type { Policy } from '../../../policy/schema.ts';
import { formatInstant } from '../../../register/instant.ts';
import type { RecordedObject } from '../../../register/recorded.ts';
import { sourcesOf } from '../../../register/value-source.ts';
import type { CopiedEntry, CopiedPastValue } from '../parts/value.ts';
import { meaningOf } from './meaning.ts';
import { isUserId } from './others.ts';

/** A record with the values that its properties have had, and what HubSpot says of the properties. */
export interface ReadObject {
  readonly record: CrmRecord;
  readonly history: ReadonlyMap<string, readonly PastValue[]>;
  readonly definitions: ReadonlyMap<string, PropertyDefinition>;
}

/** HubSpot may show no more values of a property than these (property history: 20, 45 of contacts): older ones may be missing. */
const MAY_BE_CUT_FROM = 20;

/** What the register record is made of: each value, since when it is so, and what set it. */
export function recordedOf({ record, history }: Pick<ReadObject, 'record' | 'history'>): RecordedObject {
  const values = Object.entries(record.properties).map(([name, value]) => {
    const newest = history.get(name)?.[0];
    const said = newest === undefined ? {} : { since: newest.at, hubspotSource: newest.sourceType };
    return [name, { value, ...said }] as const;
  });
  return { id: record.id, values: Object.fromEntries(values) };
}

/** A value with its history, as the copy shows it, without values that name a user; HubSpot's label where none is given. */
export function entryOf(
  { record, history, definitions }: ReadObject,
  object: 'contact' | 'company',
  property: string,
  policy: Policy,
  label?: string,
): CopiedEntry {
  const value = record.properties[property] ?? '';
  const past = history.get(property) ?? [];
  const definition = definitions.get(property);
  const meaning = (text: string) => meaningOf(text, definition, policy.timeZone);
  const toPast = ({ value: text, at, sourceType }: PastValue): CopiedPastValue => ({
    value: text,
    meaning: meaning(text),
    at: formatInstant(at),
    sources: sourcesOf(sourceType, policy),
    hubspotSource: sourceType,
  });
  return {
    object,
    id: record.id,
    property,
    label: label ?? definition?.label ?? property,
    value,
    meaning: meaning(value),
    sources: sourcesOf(past[0]?.sourceType, policy),
    since: past[0] === undefined ? null : formatInstant(past[0].at),
    history: past.filter(({ value: text }) => !isUserId(text)).map(toPast),
    historyMayBeCut: past.length === 0 || past.length >= MAY_BE_CUT_FROM,
  };
}

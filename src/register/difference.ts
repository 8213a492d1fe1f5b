import { parseDate } from './calendar.ts';
import { parseInstant } from './instant.ts';
import type { RegisterProperty } from './properties.ts';

/** One property whose value in HubSpot is not the wanted one. */
export interface Change {
  readonly property: string;
  readonly before: string;
  readonly after: string;
}

/** Values as HubSpot returned them: text, `null` or absent when empty. */
export type HeldValues = Readonly<Record<string, string | null | undefined>>;

/**
 * What has to be written so that HubSpot holds the wanted values. Values are compared as values and not as text:
 * HubSpot may print an instant without its zero milliseconds (contract §3).
 */
export function differences(
  held: HeldValues,
  wanted: Readonly<Record<string, string | undefined>>,
  properties: readonly RegisterProperty[],
): Change[] {
  return properties.flatMap(({ name, type }) => {
    const after = wanted[name];
    const before = held[name] ?? '';
    return after === undefined || sameValue(type, before, after) ? [] : [{ property: name, before, after }];
  });
}

/** Whether two texts hold the same value of a property of this type. */
export function sameValue(type: RegisterProperty['type'], a: string, b: string): boolean {
  if (a === b) return true;
  if (type === 'datetime') return equal(parseInstant(a), parseInstant(b));
  if (type === 'date') return equal(parseDate(a), parseDate(b));
  return false;
}

function equal<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && a === b;
}

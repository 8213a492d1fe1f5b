import { parseDate } from './calendar.ts';
import { parseInstant } from './instant.ts';
import type { RegisterProperty } from './property.ts';

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
 * HubSpot may print an instant without its zero milliseconds.
 */
export function differences(
  held: HeldValues,
  wanted: Readonly<Record<string, string | undefined>>,
  properties: readonly RegisterProperty[],
): Change[] {
  return properties.flatMap((property) => {
    const { name } = property;
    const after = wanted[name];
    const before = held[name] ?? '';
    return after === undefined || sameValue(kindOf(property), before, after) ? [] : [{ property: name, before, after }];
  });
}

/** How values of a property are compared. */
export type ValueKind = RegisterProperty['type'] | 'set';

/** Several checkboxes make a set: their order says nothing. */
function kindOf({ type, fieldType }: Pick<RegisterProperty, 'type' | 'fieldType'>): ValueKind {
  return fieldType === 'checkbox' ? 'set' : type;
}

/** Whether two texts hold the same value of a property of this kind. */
export function sameValue(kind: ValueKind, a: string, b: string): boolean {
  if (a === b) return true;
  if (kind === 'datetime') return equal(parseInstant(a), parseInstant(b));
  if (kind === 'date') return equal(parseDate(a), parseDate(b));
  if (kind === 'set') return membersOf(a).sort().join(';') === membersOf(b).sort().join(';');
  return false;
}

/** The options chosen in a value of several checkboxes. */
export function membersOf(value: string): string[] {
  return [...new Set(value.split(';').map((member) => member.trim()))].filter((member) => member !== '');
}

function equal<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && a === b;
}

import { parseDate } from './calendar.ts';
import type { HeldValues } from './difference.ts';
import { parseInstant } from './instant.ts';
import type { RegisterProperty } from './properties.ts';

const SOURCE = /^[a-z_]{1,20}:\d{1,19}$/;

/**
 * The values that the add-on's own properties hold, fit to be kept outside HubSpot. Staff can type anything into a text
 * property, so a value that the add-on could not have written is replaced by its keyed hash: it still differs from
 * every wanted value, and says nothing of what was typed. Empty values are left out.
 */
export function heldValues(
  values: HeldValues,
  properties: readonly RegisterProperty[],
  hash: (property: string, text: string) => string,
): Record<string, string> {
  const held = properties.flatMap((property) => {
    const value = values[property.name];
    if (!value) return [];
    return [[property.name, couldBeOurs(property, value) ? value : hash(property.name, value)]];
  });
  return Object.fromEntries(held);
}

function couldBeOurs({ type, options }: RegisterProperty, value: string): boolean {
  if (type === 'datetime') return parseInstant(value) !== undefined;
  if (type === 'date') return parseDate(value) !== undefined;
  if (type === 'enumeration') return options.some((option) => option.value === value);
  return SOURCE.test(value);
}

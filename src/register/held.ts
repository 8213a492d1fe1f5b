import { parseDate } from './calendar.ts';
import { type HeldValues, membersOf } from './difference.ts';
import { parseInstant } from './instant.ts';
import type { RegisterProperty } from './property.ts';

const SUBSCRIPTION_ID = /^\d{1,19}$/;
const SOURCE = /^[a-z_]{1,20}:\d{1,19}$/;

/**
 * The values that the properties it writes hold, fit to be kept outside HubSpot. Staff can type anything into a text
 * property, so a value that the add-on could not have written is replaced by its keyed hash: it still differs from
 * every wanted value, and says nothing of what was typed. Empty values and what staff write into the others are left out.
 */
export function heldValues(
  values: HeldValues,
  properties: readonly RegisterProperty[],
  hash: (property: string, text: string) => string,
): Record<string, string> {
  const held = properties.flatMap((property) => {
    const value = values[property.name];
    if (!value || (property.direction === 'in' && !property.alsoSet)) return [];
    return [[property.name, couldBeOurs(property, value) ? value : hash(property.name, value)]];
  });
  return Object.fromEntries(held);
}

function couldBeOurs({ type, fieldType, options }: RegisterProperty, value: string): boolean {
  if (type === 'datetime') return parseInstant(value) !== undefined;
  if (type === 'date') return parseDate(value) !== undefined;
  if (type === 'string') return SOURCE.test(value);
  const known = new Set(options.map((option) => option.value));
  // The consent channels of another time are ids of subscription types.
  if (fieldType === 'checkbox')
    return membersOf(value).every((member) => known.has(member) || SUBSCRIPTION_ID.test(member));
  return known.has(value);
}

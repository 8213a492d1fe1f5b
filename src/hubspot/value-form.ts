import { parseDate } from '../register/calendar.ts';
import { membersOf } from '../register/difference.ts';
import { formatInstant, parseInstant } from '../register/instant.ts';
import type { ValueDefinition } from './value-definition.ts';

/**
 * A value in one form, so that two texts of one value are equal: HubSpot keeps addresses in lower case, prints an instant with or
 * without milliseconds, and options of several checkboxes in an order of its own.
 */
export function formOf({ name, type, fieldType }: ValueDefinition, value: string): string {
  if (value === '') return '';
  if (name === 'email') return value.trim().toLowerCase();
  if (fieldType === 'checkbox') return membersOf(value).sort().join(';');
  switch (type) {
    case 'date':
      return parseDate(value) ?? value;
    case 'datetime': {
      const instant = parseInstant(value);
      return instant === undefined ? value : formatInstant(instant);
    }
    case 'number':
      return Number.isFinite(Number(value)) ? String(Number(value)) : value;
    default:
      return value;
  }
}

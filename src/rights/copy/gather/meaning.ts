import { DateTime } from 'luxon';
import type { PropertyDefinition } from '../../../hubspot/property-definitions.ts';
import { parseDate } from '../../../register/calendar.ts';
import { membersOf } from '../../../register/difference.ts';
import { parseInstant } from '../../../register/instant.ts';
import { localTime } from '../local-time.ts';

const YES_NO: Readonly<Record<string, string>> = { true: 'Kyllä', false: 'Ei' };

/** A value in words, where it is a choice or a time; null where it speaks for itself. Times are those of `timeZone`. */
export function meaningOf(
  value: string,
  definition: Pick<PropertyDefinition, 'type' | 'options'> | undefined,
  timeZone: string,
): string | null {
  const words = wordsOf(value.trim(), definition, timeZone);
  return words === undefined || words === value ? null : words;
}

function wordsOf(
  value: string,
  definition: Pick<PropertyDefinition, 'type' | 'options'> | undefined,
  timeZone: string,
): string | undefined {
  if (value === '' || definition === undefined) return undefined;
  const { type, options } = definition;
  if (type === 'datetime') return instantIn(value, timeZone);
  if (type === 'date') return dayOf(value);
  if (type !== 'bool' && type !== 'enumeration') return undefined;
  const label = options.get(value) ?? '';
  // An account may have words of its own for a yes and a no: `true` may be "Vegan".
  if (YES_NO[value] !== undefined && (label === '' || /^(yes|no|true|false)$/i.test(label))) return YES_NO[value];
  const members = membersOf(value);
  if (members.every((member) => !options.has(member))) return undefined;
  return members.map((member) => options.get(member) || member).join(', ');
}

function instantIn(value: string, zone: string): string | undefined {
  const at = parseInstant(value);
  return at === undefined ? undefined : localTime(DateTime.fromMillis(at, { zone }), "d.M.yyyy 'klo' H.mm");
}

function dayOf(value: string): string | undefined {
  const date = parseDate(value);
  return date === undefined ? undefined : DateTime.fromISO(date, { zone: 'utc' }).toFormat('d.M.yyyy');
}

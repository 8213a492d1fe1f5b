import { DateTime } from 'luxon';
import type { HeldProperty } from '../../src/hubspot/answers.ts';
import { readDefinitions } from '../../src/hubspot/definitions.ts';
import type { Access } from '../../src/hubspot/records.ts';
import { parseDate } from '../../src/register/calendar.ts';
import { membersOf } from '../../src/register/difference.ts';
import { parseInstant } from '../../src/register/instant.ts';
import { CONTACT_PROPERTIES, REGISTER_GROUP } from '../../src/register/properties.ts';
import type { RegisterValues } from './register-view.ts';

/** A property as HubSpot shows it to staff: its label, and its value in words. */
export interface ShownProperty {
  readonly label: string;
  readonly value: string;
}

/**
 * The register's properties of one contact as staff see them in HubSpot, times in `timeZone`. Labels and options are those
 * that HubSpot has, not those of the program. Throws `HubSpotError`.
 */
export async function readStaffView(
  hubspot: Access,
  values: RegisterValues,
  timeZone: string,
): Promise<ShownProperty[]> {
  const { properties } = await readDefinitions(hubspot, 'contacts');
  const held = new Map(properties.map((property) => [property.name, property]));
  return CONTACT_PROPERTIES.flatMap(({ name }) => {
    const property = held.get(name);
    if (property?.groupName !== REGISTER_GROUP.name) return [];
    return [{ label: property.label, value: shown(property, values[name] ?? '', timeZone) }];
  });
}

function shown({ type, options }: HeldProperty, value: string, timeZone: string): string {
  if (type === 'datetime') return finnish(parseInstant(value), timeZone, "d.M.yyyy 'klo' H.mm") ?? value;
  if (type === 'date') return finnish(parseInstant(parseDate(value) ?? ''), 'utc', 'd.M.yyyy') ?? value;
  if (!options || options.length === 0) return value;
  const labels = new Map(options.map((option) => [option.value, option.label]));
  return membersOf(value)
    .map((member) => labels.get(member) ?? member)
    .join('; ');
}

function finnish(instant: number | undefined, zone: string, format: string): string | undefined {
  return instant === undefined ? undefined : DateTime.fromMillis(instant, { zone }).toFormat(format);
}

import type { AccountData } from '../../local/simulator/account.ts';
import { formatInstant, parseInstant } from '../../src/register/instant.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../src/register/properties.ts';

/** What a HubSpot account holds in the properties that the add-on writes, of all live records, as they are written. */
export function heldByAccount(
  account: AccountData,
  kind: 'contacts' | 'companies',
): Map<string, Record<string, string>> {
  const all = kind === 'contacts' ? CONTACT_PROPERTIES : COMPANY_PROPERTIES;
  const properties = all.filter(({ direction }) => direction === 'out');
  const live = [...account.records[kind].values()].filter((record) => !record.archivedAt && !record.mergedInto);
  return new Map(
    live.map((record) => {
      const values = properties.map(({ name, type }) => {
        const value = record.properties[name] ?? '';
        const instant = type === 'datetime' ? parseInstant(value) : undefined;
        return [name, instant === undefined ? value : formatInstant(instant)] as const;
      });
      return [record.id, Object.fromEntries(values)] as const;
    }),
  );
}

import type { Policy } from '../../policy/schema.ts';

/** Where HubSpot says that the account's data lies, held against §9 of the notice. */
export interface Hosting {
  /** HubSpot's own word (`dataHostingLocation`), such as `eu1`; `null` when it told none. */
  readonly location: string | null;
  /** Whether the notice says what that asks for (Art. 13(1)(f)); `null` when it cannot be told. */
  readonly agrees: boolean | null;
}

/** Mechanisms with which data may lie outside the EEA (Art. 45 to 47). */
const TRANSFERS = new Set<string | null>(['adequacy', 'dpf', 'scc', 'bcr']);

/**
 * Data centres in the EU need nothing said of a transfer, though staff elsewhere may still see the data. Of others the notice has to
 * name the mechanism for HubSpot.
 */
export function hostingOf(location: string | undefined, { processors }: Pick<Policy, 'processors'>): Hosting {
  if (location === undefined || !/^[a-z]{2}\d+$/.test(location)) return { location: location ?? null, agrees: null };
  if (location.startsWith('eu')) return { location, agrees: true };
  const hubspot = processors.filter(({ name }) => /^hubspot\b/i.test(name));
  return { location, agrees: hubspot.some(({ mechanism }) => TRANSFERS.has(mechanism)) };
}

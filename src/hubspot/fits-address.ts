/** Characters of an address at the most: HubSpot refuses 8,000 and more with 414. */
const MOST_CHARACTERS = 7_000;

/** Whether an address that asks for these properties is short enough. */
export function fitsAddress(properties: readonly string[]): boolean {
  return encodeURIComponent(properties.join(',')).length <= MOST_CHARACTERS;
}

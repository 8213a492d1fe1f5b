const ID_DIGITS = 19;

/** A HubSpot id as a part of a row's key: such keys stand in the order of the ids as whole numbers. */
export function idKey(id: string): string {
  return id.padStart(ID_DIGITS, '0');
}

/** The id of such a key. */
export function idOfKey(key: string): string {
  return key.replace(/^0+(?=.)/, '');
}

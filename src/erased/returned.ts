import type { Erased, KnownErased } from './known-erased.ts';
import type { ErasureKeys, KeyedHash } from './erasure-key.ts';
import { returnId } from './return.ts';

/** A contact with an address of somebody who was erased. */
export interface Returned {
  /** The same for this address and contact, whenever it is found. */
  readonly id: string;
  readonly contactId: string;
  readonly match: KeyedHash['strength'];
  readonly erased: Erased;
}

/**
 * Compares a contact's addresses, by all keys, with those of everybody who was erased. Weak matches are told only where there is
 * no strong one: a hint adds nothing to the address itself.
 */
export function returnedAs(
  contactId: string,
  addresses: readonly string[],
  keys: ErasureKeys,
  known: KnownErased,
): Returned[] {
  const all = new Map<string, Returned>();
  for (const hash of addresses.flatMap((address) => keys.lookUpsOf(address))) {
    const erased = known.find(hash);
    const id = returnId(hash, contactId);
    if (erased !== undefined) all.set(id, { id, contactId, match: hash.strength, erased });
  }
  const strong = [...all.values()].filter(({ match }) => match === 'strong');
  return strong.length > 0 ? strong : [...all.values()];
}

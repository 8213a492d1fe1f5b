import type { ChainedEvent } from '../event.ts';
import type { Keyring } from '../keyring.ts';
import { macOfPruned, type PrunedRange } from '../pruned-row.ts';

/** What is known of an entry when its hash has been checked. */
export type Item =
  /** It is what it says; of a `known: false` one the key is not known, so only its links can be checked. */
  | {
      readonly kind: 'genuine';
      readonly known: boolean;
      /** Whether somebody gave it another number. */
      readonly renumbered: boolean;
      readonly first: number;
      readonly last: number;
      readonly previousHash: string;
      readonly hash: string;
      readonly keyId: string;
    }
  | { readonly kind: 'broken'; readonly previousHash: string | undefined; readonly hash: string | undefined };

/** How far from its place the true place of a renumbered event is looked for. */
const WINDOW = 64;
/** Looking is dear, so only so many events of a chain are looked for. */
const MOST_SEARCHES = 2_000;

/** Checks hashes of one chain's entries, each by itself. */
export class Authenticator {
  readonly #chain: string;
  readonly #keys: Keyring;
  #searches = 0;
  /** True place minus place of the last event found away from its place. */
  #shift = 0;

  constructor(chain: string, keys: Keyring) {
    this.#chain = chain;
    this.#keys = keys;
  }

  event(event: ChainedEvent, position: number): Item {
    const { previousHash, hash, keyId, sequence } = event;
    const links = { previousHash, hash, keyId };
    const key = this.#keys.find(keyId);
    if (key === undefined) {
      return { kind: 'genuine', known: false, renumbered: false, first: sequence, last: sequence, ...links };
    }
    const { previousHash: _, hash: __, ...bare } = event;
    const isAt = (place: number) => key.hashOf({ ...bare, chain: this.#chain, sequence: place }, previousHash) === hash;
    const place = isAt(sequence) ? sequence : this.#search(position, isAt);
    if (place === undefined) return { kind: 'broken', previousHash, hash };
    this.#shift = place - position;
    return { kind: 'genuine', known: true, renumbered: place !== sequence, first: place, last: place, ...links };
  }

  pruned(range: PrunedRange): Item {
    const { first, last, previousHash, hash, keyId, mac } = range;
    const key = this.#keys.find(keyId);
    const genuine = { kind: 'genuine', renumbered: false, first, last, previousHash, hash, keyId } as const;
    if (last < first) return { kind: 'broken', previousHash, hash };
    if (key === undefined) return { ...genuine, known: false };
    if (macOfPruned({ ...range, chain: this.#chain }, key) !== mac) return { kind: 'broken', previousHash, hash };
    return { ...genuine, known: true };
  }

  /** The true place of an event that somebody gave another number. */
  #search(position: number, isAt: (place: number) => boolean): number | undefined {
    if (this.#searches >= MOST_SEARCHES) return undefined;
    if (isAt(position + this.#shift)) return position + this.#shift;
    this.#searches += 1;
    for (let distance = 0; distance <= WINDOW; distance += 1) {
      if (isAt(position + distance)) return position + distance;
      if (distance > 0 && position > distance && isAt(position - distance)) return position - distance;
    }
    return undefined;
  }
}

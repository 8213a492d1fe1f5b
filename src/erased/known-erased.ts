import type { ErasureKeys, KeyedHash } from './erasure-key.ts';

/** Whose hash it is, and which list erased them. */
export interface Erased {
  readonly contactId: string;
  readonly erasureId: string;
  /** When, ms. */
  readonly at: number;
}

/** What one person left behind under one key. */
export interface ErasedHashes extends Erased {
  /** Id of the key that the hashes were made with. */
  readonly key: string;
  readonly hashes: readonly string[];
}

/** Bytes of a hash by which it is looked up: 128 bits meet nobody else's, and take half the memory. */
const LOOKED_AT = 16;

/** The hashes of everybody who was erased, in memory: 21 MB of 100,000 people (docs/performance.md). */
export class KnownErased {
  readonly #byHash = new Map<string, Erased>();
  readonly #lists = new Map<string, string>();
  readonly #lost = new Map<string, number>();

  /** Of people who share a hash, as two do who differ in a plus tag, the one erased last is named. */
  add({ contactId, erasureId, at, key, hashes }: ErasedHashes, keys: ErasureKeys): void {
    if (!keys.knows(key)) this.#lost.set(key, (this.#lost.get(key) ?? 0) + 1);
    else {
      const erased = { contactId, erasureId: this.#shared(erasureId), at };
      for (const hash of hashes) {
        const place = placeOf(hash);
        const other = this.#byHash.get(place);
        if (other === undefined || isLater(erased, other)) this.#byHash.set(place, erased);
      }
    }
  }

  /** Who was erased with an address of this hash. */
  find({ hash }: Pick<KeyedHash, 'hash'>): Erased | undefined {
    return this.#byHash.get(placeOf(hash));
  }

  /** How many hashes can be found. */
  get size(): number {
    return this.#byHash.size;
  }

  /** People whose hashes nobody can compare, by the id of the key that is not known. */
  get lost(): ReadonlyMap<string, number> {
    return this.#lost;
  }

  /** A list erases many: its id is kept once. */
  #shared(erasureId: string): string {
    const shared = this.#lists.get(erasureId) ?? erasureId;
    this.#lists.set(shared, shared);
    return shared;
  }
}

function placeOf(hash: string): string {
  return Buffer.from(hash, 'hex').toString('latin1', 0, LOOKED_AT);
}

/** By time, then by id, so that it does not depend on the order of rows. */
function isLater(one: Erased, other: Erased): boolean {
  return one.at === other.at ? one.contactId > other.contactId : one.at > other.at;
}

/** Ids of HubSpot in the order of their numbers, which may be larger than a double holds exactly. */
export class SortedIds {
  readonly #ids: readonly bigint[];

  constructor(ids: Iterable<string>) {
    this.#ids = [...ids].map(BigInt).sort(compareIds);
  }

  get size(): number {
    return this.#ids.length;
  }

  at(index: number): bigint | undefined {
    return this.#ids[index];
  }

  has(id: bigint): boolean {
    return this.#ids[this.#firstBeyond(id) - 1] === id;
  }

  /** Those beyond `after` and up to `upTo`. */
  within(after: bigint, upTo: bigint): readonly bigint[] {
    return this.#ids.slice(this.#firstBeyond(after), this.#firstBeyond(upTo));
  }

  #firstBeyond(id: bigint): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? id) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** For sorting: the smaller number first. */
export function compareIds(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reasons for which HubSpot has lately refused everything that it was asked to write: a batch refused for one of them is not
 * taken apart, for it is not one of its records that is wrong. Forgotten as soon as anything is written.
 */
export class Refusals {
  readonly #ofAll = new Set<string>();
  #hasWritten = false;

  /** Whether the next batch has something to go by. */
  get isEmpty(): boolean {
    return this.#ofAll.size === 0 && !this.#hasWritten;
  }

  concernsAll(reason: string): boolean {
    return this.#ofAll.has(reason);
  }

  /** Several parts of a batch, and records of it alone, were refused for this reason, and nothing was written. */
  noteOfAll(reason: string): void {
    this.#ofAll.add(reason);
  }

  noteWritten(): void {
    this.#hasWritten = true;
    this.#ofAll.clear();
  }
}

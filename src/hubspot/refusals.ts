/**
 * Reasons for which HubSpot has lately refused everything that it was asked to write: a batch refused for one of them is not
 * taken apart, for it is not one of its records that is wrong. Forgotten as soon as anything is written.
 */
export class Refusals {
  readonly #ofAll = new Set<string>();
  #first: Promise<unknown> | undefined;

  /** Lets the first batch go ahead of all others, which then have something to go by. */
  async behindFirst<Result>(send: () => Promise<Result>): Promise<Result> {
    if (this.#first !== undefined) {
      await this.#first;
      return send();
    }
    const first = send();
    this.#first = first.catch(() => undefined);
    return first;
  }

  concernsAll(reason: string): boolean {
    return this.#ofAll.has(reason);
  }

  /** Several parts of a batch, and records of it alone, were refused for this reason, and nothing was written. */
  noteOfAll(reason: string): void {
    this.#ofAll.add(reason);
  }

  noteWritten(): void {
    this.#ofAll.clear();
  }
}

/** What has been started, to be closed in the opposite order. */
export class Closing {
  readonly #steps: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#steps.push(close);
  }

  /** Closes everything, also when closing one of them fails; then rejects with the first failure. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** Counts what is running, so that the host knows when it is idle and when it may close. */
export class Running {
  readonly #work = new Set<Promise<unknown>>();
  #started = 0;

  /** How many pieces of work were ever started; a change tells that something happened in between. */
  get started(): number {
    return this.#started;
  }

  get count(): number {
    return this.#work.size;
  }

  /** Starts `work` and counts it until it settles. */
  run<T>(work: () => Promise<T>): Promise<T> {
    this.#started += 1;
    const promise = work();
    const counted = promise.catch(() => undefined).finally(() => this.#work.delete(counted));
    this.#work.add(counted);
    return promise;
  }

  /** Resolves as soon as one piece of work settles, at once when there is none. */
  async oneSettled(): Promise<void> {
    if (this.#work.size > 0) await Promise.race(this.#work);
  }

  /** Resolves when nothing runs, including work started while waiting. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }
}

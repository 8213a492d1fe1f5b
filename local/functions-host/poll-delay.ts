import { setTimeout as delay } from 'node:timers/promises';

/** The growing pause between two looks at an empty queue, which can be cut short. */
export class PollDelay {
  readonly #shortest: number;
  readonly #longest: number;
  #next: number;
  #wake = new AbortController();

  /** Milliseconds; a `longest` below `shortest` counts as `shortest`. */
  constructor(shortest: number, longest: number) {
    this.#shortest = shortest;
    this.#longest = Math.max(shortest, longest);
    this.#next = shortest;
  }

  /** Waits, and doubles the wait after this one. */
  async wait(): Promise<void> {
    const { signal } = this.#wake;
    const pause = this.#next;
    this.#next = Math.min(pause * 2, this.#longest);
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }

  /** Back to the shortest pause; a wait in progress ends now. */
  reset(): void {
    this.#next = this.#shortest;
    this.#wake.abort();
    this.#wake = new AbortController();
  }
}

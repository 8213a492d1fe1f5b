const MOST_HELD = 200;
const PROBLEM = /: (?:error|warn): |: failed, |cannot be read|comes again|moved to/;

/** The lines of the functions host: held back while the progress of the first run is shown, printed afterwards. */
export class HostLog {
  readonly #held: string[] = [];
  #live = false;

  readonly line = (text: string): void => {
    if (this.#live) {
      console.log(text);
      return;
    }
    this.#held.push(text);
    if (this.#held.length > MOST_HELD) this.#held.shift();
  };

  /** From now on lines are printed as they come. */
  goLive(): void {
    this.#live = true;
  }

  /** The lines held back that tell of a problem. */
  problems(): string[] {
    return this.#held.filter((line) => PROBLEM.test(line));
  }
}

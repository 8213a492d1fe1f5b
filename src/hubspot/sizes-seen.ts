import type { HubSpotError } from './errors.ts';

/** How many inputs go in one request, which HubSpot may have lowered. */
export interface BatchSize {
  readonly most: number;
  /** Called when HubSpot turns out to take no more than so many. */
  learn(most: number): void;
}

/** Fewer than this are not learned from one refusal that its halves did not share: it would make every later read dear. */
const LEAST_LEARNED = 50;

/** What batches of several sizes, answered and refused, tell of how many inputs HubSpot takes at a time. */
export class SizesSeen {
  /** What HubSpot says that it takes: its words may be about something else, and then it refuses so many as well. */
  #said: number | undefined;
  #saidOfFewer = false;
  #mostAnswered = 0;
  #fewestRefused: number | undefined;
  #probed: number | undefined;

  answered(inputs: number): void {
    this.#mostAnswered = Math.max(this.#mostAnswered, inputs);
  }

  /** So many were answered when ever fewer were tried, after nothing else was. */
  probed(inputs: number): void {
    this.#probed = inputs;
  }

  /** Gives how many HubSpot says that it takes, when that is fewer than it was sent. */
  refused(inputs: number, { code, mostInputs }: HubSpotError): number | undefined {
    if (mostInputs !== undefined && mostInputs < inputs) {
      this.#said = Math.min(this.#said ?? mostInputs, mostInputs);
      return mostInputs;
    }
    this.#saidOfFewer ||= mostInputs !== undefined;
    if (code === 'rejected') this.#fewestRefused = Math.min(this.#fewestRefused ?? inputs, inputs);
    return undefined;
  }

  /** What only seems to be the most is learned if that is all that was wrong: if every input was answered. */
  teach(size: BatchSize, everyOneAnswered: boolean): void {
    const [said, most, refused] = [this.#said, this.#mostAnswered, this.#fewestRefused];
    if (said !== undefined && (most > 0 || this.#probed !== undefined) && !this.#saidOfFewer) size.learn(said);
    const wereTooMany = most >= LEAST_LEARNED && refused !== undefined && most < refused;
    const seems = this.#probed ?? (wereTooMany ? most : undefined);
    if (seems !== undefined && everyOneAnswered) size.learn(seems);
  }
}

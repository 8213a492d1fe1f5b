import { createHmac, randomBytes } from 'node:crypto';
import { NO_HASH } from '../key.ts';
import { sumOf } from '../sum.ts';
import type { Range } from './ranges.ts';

/**
 * Compares, in constant memory and in whatever order they come, what the entries of a chain are of with what the rows that lead
 * to them say. Each is given a number by a key that nobody knows before, so that no other choice of rows has the same sum.
 */
export class LeadingTally {
  readonly #key = randomBytes(32);
  #entries = NO_HASH;
  #rows = NO_HASH;

  /** An entry of a subject. */
  entry(subject: string, range: Range): void {
    this.#entries = sumOf(this.#entries, [this.#numberOf('subject', subject, range)]);
  }

  /** A row that leads from a subject. */
  row(subject: string, range: Range): void {
    this.#rows = sumOf(this.#rows, [this.#numberOf('subject', subject, range)]);
  }

  /** Outcomes that a run recorded. Entries may lie side by side where one row leads to all of them: ends that meet cancel out. */
  outcome(runId: string, range: Range): void {
    this.#entries = sumOf(this.#entries, ...this.#endsOf(runId, range));
  }

  /** A row that leads from a run to outcomes. */
  outcomeRow(runId: string, range: Range): void {
    this.#rows = sumOf(this.#rows, ...this.#endsOf(runId, range));
  }

  get isBalanced(): boolean {
    return this.#entries === this.#rows;
  }

  #endsOf(runId: string, { first, last }: Range): [string[], string[]] {
    const at = (place: number) => this.#numberOf('run', runId, { first: place, last: place });
    return [[at(last + 1)], [at(first)]];
  }

  #numberOf(kind: string, owner: string, { first, last }: Range): string {
    return createHmac('sha256', this.#key).update(`${kind}\n${first}\n${last}\n${owner}`).digest('hex');
  }
}

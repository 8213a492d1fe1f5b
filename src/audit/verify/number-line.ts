import { NO_HASH } from '../key.ts';
import type { Faults } from './fault.ts';
import type { Genuine } from './found.ts';
import { type Range, sizeOf, without } from './ranges.ts';

/** Gaps, and rows that are not what was written, are kept until it is known what they are; more of them are not told apart. */
const MOST_KEPT = 4_000;

/**
 * The numbers of a chain, from 1 on: each has to be held by one genuine entry or pruned range, and each of those has to name the
 * hash of the one before it. Whatever is not genuine stands for the numbers that are missing there.
 */
export class NumberLine {
  /** The last number that something genuine holds. */
  last = 0;
  /** The hash of the last genuine entry. */
  lastHash: string | undefined;
  readonly #faults: Faults;
  readonly #gaps: Range[] = [];
  /** Where something is that is not genuine, since the last that is; `undefined` is right behind that one. */
  #broken: (number | undefined)[] = [];
  #before: Genuine | undefined;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  /** Whether anything at all was found. */
  get isEmpty(): boolean {
    return this.last === 0 && this.#broken.length === 0;
  }

  broken(place: number | undefined): void {
    if (this.#broken.length < MOST_KEPT) this.#broken.push(place);
  }

  /** Takes the next genuine one; `false` when its numbers were held already. */
  genuine(item: Genuine): boolean {
    const { first, last } = item;
    if (first <= this.last) {
      this.#again(item);
      return false;
    }
    const follows = first === this.last + 1 && this.#broken.length === 0;
    this.#close(first - 1);
    const expected = this.#before === undefined ? NO_HASH : this.#before.hash;
    if (follows && item.previousHash !== expected) {
      const torn = this.#before ?? item;
      this.#faults.events('edited', torn.first, torn.last, 'what comes after it follows another version of it');
    }
    [this.last, this.lastHash, this.#before] = [last, item.hash, item];
    return true;
  }

  /** Something genuine that comes late: moved, when its numbers are missing, or there a second time. */
  #again({ first, last, hash }: Genuine): void {
    const isMissing = this.#gaps.some((gap) => gap.first <= first && last <= gap.last);
    if (isMissing) {
      this.#faults.events('reordered', first, last, 'stands behind what follows it');
      this.#gaps.splice(0, this.#gaps.length, ...this.#gaps.flatMap((gap) => without(gap, [{ first, last }])));
    } else if (this.#before?.first === first && this.#before.hash !== hash) {
      this.#faults.events('forked', first, last, 'two different entries have this number');
    } else this.#faults.events('inserted', first, last, 'stands there a second time');
  }

  /** Ends the line at the last number that the chain is known to have. */
  end(until: number): void {
    if (this.isEmpty) {
      if (until > 0) this.#faults.events('emptied', 1, until, 'no event of the chain is left');
      return;
    }
    const cut = { first: this.last + 1, last: until };
    if (cut.last >= cut.first && this.#broken.length === 0) {
      this.#faults.events('tail_cut', cut.first, cut.last, `the last ${sizeOf(cut)} of the chain's events are gone`);
    } else this.#close(until);
    for (const gap of this.#gaps) {
      const kind = gap.first === 1 ? 'head_cut' : 'deleted';
      this.#faults.events(kind, gap.first, gap.last, `${sizeOf(gap)} of the chain's events are gone`);
    }
    if (Math.max(this.#gaps.length, this.#broken.length) >= MOST_KEPT)
      this.#faults.row('edited', 'many', 'there is more that is wrong than could be told apart');
  }

  /** What is missing up to a number was edited where something else stands there, and is gone where nothing does. */
  #close(until: number): void {
    const first = this.last + 1;
    const places = this.#broken.map((place = first) => place);
    if (this.#broken.length < MOST_KEPT) this.#broken = [];
    if (until < first) {
      for (const place of places)
        this.#faults.events('inserted', place, place, 'stands there in addition, and is not genuine');
      return;
    }
    // Whatever number it claims: in a file it stands where something is missing.
    const edited = Math.min(until + 1, ...places.map((place) => (first <= place && place <= until ? place : first)));
    if (edited <= until) this.#faults.events('edited', edited, until, 'what stands there is not what was written');
    if (edited > first && this.#gaps.length < MOST_KEPT) this.#gaps.push({ first, last: edited - 1 });
  }
}

import { readOccurrence } from '../content.ts';
import type { Head } from '../head.ts';
import { NO_HASH } from '../key.ts';
import { readPrunedClaim } from '../pruned-claim.ts';
import { sumOf } from '../sum.ts';
import type { Faults } from './fault.ts';
import type { Genuine } from './found.ts';

/** Checks what stands for pruned entries: against what the chain says of it, against time, and against the counts of the head. */
export class PruningCheck {
  /** Events that are there, and those that were pruned. */
  events = 0;
  pruned = 0;
  /** Events up to the end that the head names, and how many entries of those say that something was pruned. */
  #counted = 0;
  #prunings = 0;
  /** Sums of the MACs of pruned ranges: of those that are there, and of those that the chain says were put there. */
  #there = NO_HASH;
  #said = NO_HASH;
  /** The latest time of an entry that was passed. */
  #passedAt = '';
  readonly #until: string | undefined;
  readonly #end: number;
  readonly #faults: Faults;

  /** `end` is the last number that the head names. What was written at `until` (ISO 8601 UTC) or later cannot have been pruned yet. */
  constructor(end: number, until: string | undefined, faults: Faults) {
    this.#end = end;
    this.#until = until;
    this.#faults = faults;
  }

  /** Takes the next genuine entry or range; `sealedAt` is when the last seal was made that names less than its end. */
  take({ found, first, last }: Genuine, sealedAt: string): void {
    if (found.kind === 'pruned') {
      this.pruned += last - first + 1;
      this.#there = sumOf(this.#there, [found.range.mac]);
      const writtenAfter = sealedAt > this.#passedAt ? sealedAt : this.#passedAt;
      if (this.#isEarly(writtenAfter)) {
        this.#faults.events(
          'deleted',
          first,
          last,
          `pruned, though written after ${writtenAfter}: too lately for that`,
        );
      }
      return;
    }
    const { at, action, content } = found.entry;
    if (at > this.#passedAt) this.#passedAt = at;
    const size = last - first + 1;
    this.events += size;
    if (last <= this.#end) this.#counted += size;
    if (action !== 'pruned') return;
    if (last <= this.#end) this.#prunings += 1;
    const claim = readPrunedClaim(readOccurrence(content)?.cause ?? '');
    if (claim === undefined) return;
    this.#said = sumOf(this.#said, [claim.digest]);
    if (this.#isEarly(claim.gone)) {
      this.#faults.events('edited', first, last, `it pruned events of who was gone only since ${claim.gone}`);
    }
  }

  #isEarly(at: string): boolean {
    return this.#until !== undefined && at >= this.#until;
  }

  /** Names what does not fit; of a chain in which something else is wrong, that says nothing new. */
  end(head: Head | undefined): void {
    if (this.#faults.count > 0) return;
    if (this.#there !== this.#said) {
      this.#faults.row('deleted', 'pruned', 'what stands for pruned events is not what the events of pruning say');
    } else if (head !== undefined && this.#counted < head.count) {
      this.#faults.row('deleted', 'pruned', 'something stands for events that were not pruned');
    } else if (head !== undefined && (this.#counted !== head.count || this.#prunings !== head.prunings)) {
      this.#faults.row('edited', 'head', 'it counts other events than are there');
    }
  }
}

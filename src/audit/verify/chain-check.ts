import { readOutcome } from '../content.ts';
import type { Head } from '../head.ts';
import type { Keyring } from '../keyring.ts';
import { chainOf } from '../rows.ts';
import type { LastSeal } from '../seal.ts';
import { type Fault, Faults } from './fault.ts';
import { authenticated, type FoundRow, type Genuine } from './found.ts';
import { believed, type FoundHead, factOf, tellHead } from './head-fact.ts';
import { KeySections, type Section } from './key-sections.ts';
import { LeadingTally } from './leading-tally.ts';
import { NumberLine } from './number-line.ts';
import { PruningCheck } from './pruning-check.ts';
import type { Range } from './ranges.ts';
import { SealCheck } from './seal-check.ts';

/** What an earlier verification found of a chain. */
export interface Remembered {
  /** The last event, and the number of the last seal. */
  readonly sequence: number;
  readonly lastSeal: number;
}

/** What chains are verified against. */
export interface Against {
  readonly keys: Keyring;
  /** Seals of a chain in the order of their numbers, as somebody may have left them; `undefined` without any to compare with. */
  readonly sealsOf?: ((chain: string) => AsyncIterable<unknown>) | undefined;
  /** What was there when the chains were last verified. */
  readonly remembered?: ReadonlyMap<string, Remembered> | undefined;
  /** What was written at this time (ISO 8601 UTC) or later cannot have been pruned yet. */
  readonly prunableUntil?: string | undefined;
}

/** What was found of one chain. */
export interface ChainResult {
  readonly chain: string;
  readonly events: number;
  readonly pruned: number;
  /** The last number and the last hash, as its head says. */
  readonly sequence: number;
  readonly hash: string | null;
  readonly seals: number;
  readonly lastSeal: number;
  /** The last event that a seal confirms. */
  readonly sealedUntil: number;
  readonly openIntents: number;
  readonly sections: readonly Section[];
  readonly faultCount: number;
  readonly faults: readonly Fault[];
}

/** Verifies a chain as it is read once, in constant memory. */
export class ChainCheck {
  readonly faults: Faults;
  readonly tally = new LeadingTally();
  /** Marks of open intents that have an outcome all the same. */
  readonly falseMarks = new Set<Range>();
  readonly #chain: string;
  readonly #keys: Keyring;
  readonly #remembered: Remembered;
  readonly #line: NumberLine;
  readonly #sections: KeySections;
  readonly #prunings: PruningCheck;
  readonly #seals: SealCheck;
  readonly #open: readonly Range[];
  readonly #end: number;

  /** `end` is the last number that the head names when reading begins, and `open` the intents marked as open then. */
  constructor(
    chain: string,
    { keys, sealsOf, remembered, prunableUntil }: Against,
    end: number = Number.POSITIVE_INFINITY,
    open: readonly Range[] = [],
  ) {
    this.faults = new Faults(chain);
    this.#chain = chain;
    this.#keys = keys;
    this.#remembered = remembered?.get(chain) ?? { sequence: 0, lastSeal: 0 };
    this.#line = new NumberLine(this.faults);
    this.#sections = new KeySections(keys, this.faults);
    this.#prunings = new PruningCheck(end, prunableUntil, this.faults);
    this.#seals = new SealCheck(chain, sealsOf?.(chain), keys, this.faults);
    this.#open = open;
    this.#end = end;
  }

  /** Takes what stands next among the entries. */
  async take(found: FoundRow): Promise<void> {
    if (found.kind === 'misplaced') {
      this.faults.row('inserted', found.row, 'the key of this row is no place of an event');
      return;
    }
    const item = found.kind === 'unreadable' ? undefined : authenticated(found, this.#keys);
    if (item === undefined) this.#line.broken(placeOf(found));
    else if (this.#line.genuine(item)) await this.#genuine(item);
  }

  async #genuine(item: Genuine): Promise<void> {
    this.#sections.take(item);
    await this.#seals.pass(item);
    this.#prunings.take(item, this.#seals.passedAt);
    const { found, first, last, known } = item;
    if (found.kind !== 'entry') return;
    const { action, subject, runId, content } = found.entry;
    if (known && subject !== '' && chainOf(subject) !== this.#chain) {
      this.faults.events('inserted', first, last, `the events of its subject stand in ${chainOf(subject)}`);
    }
    if (last > this.#end) return;
    if (subject !== '' && !this.isOpen(first)) this.tally.entry(subject, { first, last });
    if (action !== 'outcome') return;
    this.tally.outcome(runId, { first, last });
    const { of = 0 } = readOutcome(content) ?? {};
    const isConcluded = (mark: Range) => mark.first <= of + last - first && of <= mark.last;
    for (const mark of this.#open) if (isConcluded(mark)) this.falseMarks.add(mark);
  }

  /** Whether an intent was marked as open when reading began. */
  isOpen(first: number): boolean {
    return this.#open.some((mark) => mark.first <= first && first <= mark.last);
  }

  /**
   * Judges the chain by the head that was there before its entries were read and by the one that was there after. `leftovers`
   * says whether other rows of the chain are there.
   */
  async end(before: FoundHead, after: FoundHead = before, leftovers = false): Promise<void> {
    await this.#seals.end();
    const [factBefore, factAfter] = [factOf(before, this.#keys), factOf(after, this.#keys)];
    const head = believed(factBefore);
    const sequence = head?.sequence ?? 0;
    const { lastSealed, agreesUntil } = this.#seals;
    // What was sealed while the chain was read may have been appended meanwhile.
    const later = believed(factAfter)?.sequence ?? 0;
    const sealed = sequence < lastSealed && lastSealed <= later ? 0 : lastSealed;
    const until = Math.max(sequence, sealed, this.#remembered.sequence);
    const { isEmpty } = this.#line;
    this.#line.end(until);
    if (!isEmpty) this.#tellEnd(factAfter, agreesUntil);
    else if (until === 0 && (leftovers || this.#seals.seals > 0 || factBefore.kind === 'unreadable'))
      this.faults.row('emptied', 'all', 'no event of the chain is left');
    this.#sections.end(head !== undefined && this.#line.last === sequence ? head.keyId : undefined);
    this.#seals.tell(this.#line.last);
    this.#seals.tellMissing(namedBy(head), this.#remembered.lastSeal);
    this.#prunings.end(head);
  }

  #tellEnd(fact: ReturnType<typeof factOf>, sealedUntil: number): void {
    const { last, lastHash: hash } = this.#line;
    tellHead(fact, { last, hash, sealedUntil, seenUntil: this.#remembered.sequence }, this.faults);
  }

  result(end: FoundHead): ChainResult {
    const head = typeof end === 'string' ? undefined : end;
    const { seals, last, lastSealed, differsAt, agreesUntil } = this.#seals;
    return {
      chain: this.#chain,
      events: this.#prunings.events,
      pruned: this.#prunings.pruned,
      sequence: head?.sequence ?? 0,
      hash: head?.hash ?? null,
      seals,
      lastSeal: last.number,
      sealedUntil: differsAt === 0 ? lastSealed : agreesUntil,
      openIntents: head?.openRows ?? 0,
      sections: this.#sections.list,
      faultCount: this.faults.count,
      faults: this.faults.list,
    };
  }
}

function placeOf(found: Exclude<FoundRow, { kind: 'misplaced' }>): number | undefined {
  if (found.kind === 'entry') return found.entry.first;
  return found.kind === 'pruned' ? found.range.first : found.place;
}

function namedBy(head: Head | undefined): LastSeal {
  return { number: head?.sealNumber ?? 0, mac: head?.sealMac ?? '' };
}

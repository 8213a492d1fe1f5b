import type { ChainedEvent } from '../event.ts';
import { sumOf } from '../index-row.ts';
import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import { prunedClaimOf } from '../pruned-claim.ts';
import { chainOf } from '../rows.ts';
import { Authenticator, type Item } from './authenticate.ts';
import type { Entry } from './entry.ts';
import type { Faults } from './fault.ts';
import { Segments } from './segments.ts';

/** Events that were made with one key. */
export interface Section {
  readonly keyId: string;
  readonly first: number;
  last: number;
}

/** A genuine event that stands in a second place. */
export interface Extra {
  readonly sequence: number;
  /** Where it is known. */
  readonly hash: string | undefined;
  readonly row: string;
  /** Where the row is a place of the chain. */
  readonly position?: number;
}

/** Two genuine events that follow one another but do not name one another. */
export interface BrokenLink {
  readonly before: number;
  /** Whether both name the same event before them. */
  readonly isFork: boolean;
}

const MOST_NOTED = 1_000;

/** What stands at a place, for those who compare it with seals. */
export interface Place {
  readonly first: number;
  readonly last: number;
  readonly hash: string | undefined;
}

/** Goes through the entries of one chain, in the order of their places, and notes what is needed to judge them. */
export class Walk {
  readonly segments = new Segments();
  readonly sections: Section[] = [];
  readonly unknownKeys: Section[] = [];
  readonly links: BrokenLink[] = [];
  readonly extras: Extra[] = [];
  events = 0;
  pruned = 0;
  /** Events up to the end that the head names, and how many of those say that events were pruned. */
  counted = 0;
  prunings = 0;
  /** The key of the event that the head names as the last one. */
  endKeyId: string | undefined;
  /** Events of a lost key of which the chain does not say yet that it was replaced. */
  lost: Section | undefined;
  /** Sums of the MACs of pruned ranges: of those that are there, and of those that events say were pruned. */
  prunedSum = NO_HASH;
  prunedClaims = NO_HASH;
  readonly #chain: string;
  readonly #end: number;
  readonly #faults: Faults;
  readonly #keys: Keyring;
  readonly #authenticator: Authenticator;
  #before: Item | undefined;
  #storedHash: string | undefined = NO_HASH;

  /** `end` is the last event that the head names. */
  constructor(chain: string, keys: Keyring, faults: Faults, end: number) {
    this.#chain = chain;
    this.#end = end;
    this.#faults = faults;
    this.#keys = keys;
    this.#authenticator = new Authenticator(chain, keys);
  }

  /** The hash that the last row bears. */
  get lastHash(): string | undefined {
    return this.#storedHash;
  }

  /** Takes the next entry, and gives where it stands. */
  take(entry: Entry): Place | undefined {
    if (entry.kind === 'misplaced') return this.#misplaced(entry.row, entry.event);
    const { position } = entry;
    if (entry.kind === 'unreadable')
      return this.#broken({ kind: 'broken', previousHash: undefined, hash: undefined }, position);
    const item =
      entry.kind === 'event'
        ? this.#authenticator.event(entry.event, position)
        : this.#authenticator.pruned(entry.range);
    if (item.kind === 'broken') return this.#broken(item, position);
    // Without the key nothing shows that an event away from its place is a genuine one.
    if (!item.known && item.first !== position) {
      return this.#broken({ kind: 'broken', previousHash: item.previousHash, hash: item.hash }, position);
    }
    if (entry.kind === 'event') this.#event(entry.event, item);
    else this.#pruned(item, entry.range.mac);
    return this.#genuine(item, position);
  }

  #misplaced(row: string, event: ChainedEvent | undefined): undefined {
    const item = event === undefined ? undefined : this.#authenticator.event(event, event.sequence);
    const isGenuine = item?.kind === 'genuine' && item.known && this.extras.length < MOST_NOTED;
    if (isGenuine) this.extras.push({ sequence: item.first, hash: item.hash, row });
    else this.#faults.row('inserted', row, 'the key of this row is no place of an event');
  }

  #broken(item: Extract<Item, { kind: 'broken' }>, position: number): Place {
    this.segments.broken(position, item.previousHash === this.#storedHash, item.hash);
    this.#before = item;
    this.#storedHash = item.hash;
    return { first: position, last: position, hash: item.hash };
  }

  #genuine(item: Extract<Item, { kind: 'genuine' }>, position: number): Place {
    const before = this.#before;
    if (before === undefined ? item.first === 1 && item.previousHash !== NO_HASH : isTorn(before, item)) {
      const isFork = before?.kind === 'genuine' && before.previousHash === item.previousHash;
      if (this.links.length < MOST_NOTED) this.links.push({ before: item.first - 1, isFork });
    }
    if (item.renumbered && item.first === position) {
      this.#faults.events('edited', position, position, 'it bears another number than it was given');
    }
    this.segments.genuine(position, item.first, item.last, item.hash);
    extend(this.sections, item);
    // Of a key that somebody said is lost, everybody knows that nothing can be verified.
    if (!item.known && !this.#keys.mayFollow(item.keyId)) extend(this.unknownKeys, item);
    this.#before = item;
    this.#storedHash = item.hash;
    return { first: item.first, last: item.last, hash: item.hash };
  }

  #event(event: ChainedEvent, item: Extract<Item, { kind: 'genuine' }>): void {
    const { action, cause, subject, keyId } = event;
    const { known: isKnown, first: sequence } = item;
    this.#lostKey(event, item);
    if (sequence === this.#end) this.endKeyId = keyId;
    this.events += 1;
    if (sequence <= this.#end) this.counted += 1;
    if (sequence <= this.#end && action === 'pruned') this.prunings += 1;
    if (isKnown && chainOf(subject) !== this.#chain) {
      this.#faults.events('inserted', sequence, sequence, `the events of its subject stand in ${chainOf(subject)}`);
    }
    const claim = action === 'pruned' ? prunedClaimOf(cause) : undefined;
    if (claim !== undefined) this.prunedClaims = sumOf(this.prunedClaims, [claim]);
  }

  /** What a lost key made ends where the chain says that this key was replaced. Anything else only claims to be made with it. */
  #lostKey({ action, cause, keyId }: ChainedEvent, item: Extract<Item, { kind: 'genuine' }>): void {
    const { lost } = this;
    if (!item.known) {
      if (!this.#keys.mayFollow(keyId)) return;
      if (lost?.keyId === keyId) lost.last = item.first;
      else this.lost = { keyId, first: item.first, last: item.first };
      return;
    }
    this.lost = undefined;
    if (lost === undefined || this.#before?.kind !== 'genuine' || this.#before.last + 1 !== item.first) return;
    if (action === 'key_changed' && cause.endsWith(` replaces ${lost.keyId}`)) return;
    this.#faults.events(
      'edited',
      lost.first,
      lost.last,
      `the chain goes on without saying that ${keyId} replaced its key`,
    );
  }

  #pruned({ first, last }: { readonly first: number; readonly last: number }, mac: string): void {
    this.pruned += last - first + 1;
    this.prunedSum = sumOf(this.prunedSum, [mac]);
  }
}

function isTorn(before: Item, item: Extract<Item, { kind: 'genuine' }>): boolean {
  return before.kind === 'genuine' && before.last + 1 === item.first && before.hash !== item.previousHash;
}

function extend(sections: Section[], { keyId, first, last }: Section): void {
  const section = sections.at(-1);
  if (section?.keyId === keyId && section.last + 1 === first) section.last = last;
  else if (sections.length < MOST_NOTED) sections.push({ keyId, first, last });
}

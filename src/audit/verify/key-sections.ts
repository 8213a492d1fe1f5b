import { readOccurrence } from '../content.ts';
import type { Keyring } from '../keyring.ts';
import type { Faults } from './fault.ts';
import type { Genuine } from './found.ts';

/** Events that were made with one key. */
export interface Section {
  readonly keyId: string;
  readonly first: number;
  last: number;
}

const MOST_NOTED = 1_000;

/** Which part of a chain was made with which key, and whether the chain says so where the key changes. */
export class KeySections {
  readonly list: Section[] = [];
  readonly #unknown: Section[] = [];
  /** Entries of a lost key of which the chain does not say yet that it was replaced. */
  #lost: Section | undefined;
  #passed = 0;
  /** The key of the last entry. */
  #endKeyId: string | undefined;
  readonly #keys: Keyring;
  readonly #faults: Faults;

  constructor(keys: Keyring, faults: Faults) {
    this.#keys = keys;
    this.#faults = faults;
  }

  /** Takes the next genuine entry or pruned range. */
  take(item: Genuine): void {
    const { keyId, known, first, last, found } = item;
    const follows = this.#passed + 1 === first;
    this.#passed = last;
    extend(this.list, item);
    // Of a key that somebody said is lost, everybody knows that nothing can be verified.
    if (!known && !this.#keys.mayFollow(keyId)) extend(this.#unknown, item);
    if (found.kind === 'pruned') return;
    this.#endKeyId = keyId;
    const lost = this.#lost;
    if (!known) {
      if (!this.#keys.mayFollow(keyId)) return;
      if (lost?.keyId === keyId) lost.last = last;
      else this.#lost = { keyId, first, last };
      return;
    }
    this.#lost = undefined;
    // Anything can claim to be made with a lost key; only the entry that ends its section shows that it was.
    if (lost === undefined || !follows || replacedBy(item) === lost.keyId) return;
    this.#faults.events(
      'edited',
      lost.first,
      lost.last,
      `the chain goes on without saying that ${lost.keyId} was replaced`,
    );
  }

  /** The last entry and a genuine head were written together, with one key. */
  end(headKeyId: string | undefined): void {
    for (const { first, last, keyId } of this.#unknown) {
      this.#faults.events('wrong_key', first, last, `made with key ${keyId}, which is not given`);
    }
    if (headKeyId === undefined || this.#endKeyId === undefined || this.#endKeyId === headKeyId) return;
    const lost = this.#lost;
    if (lost?.keyId === this.#endKeyId)
      this.#faults.events('edited', lost.first, lost.last, 'the head was made with another key');
    else this.#faults.row('edited', 'head', 'the last entry was made with another key');
  }
}

function replacedBy({ found }: Genuine): string | undefined {
  if (found.kind !== 'entry' || found.entry.action !== 'key_changed') return undefined;
  return / replaces (\S+)$/.exec(readOccurrence(found.entry.content)?.cause ?? '')?.[1];
}

function extend(sections: Section[], { keyId, first, last }: Section): void {
  const section = sections.at(-1);
  if (section?.keyId === keyId && section.last + 1 === first) section.last = last;
  else if (sections.length < MOST_NOTED) sections.push({ keyId, first, last });
}

import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import { type LastSeal, macOfSeal, type Seal, sealSchema } from '../seal.ts';
import type { Faults } from './fault.ts';
import type { Place } from './walk.ts';

/** Compares a chain with its seals, in the order of both. */
export class Witness {
  /** Of the last seal, `undefined` when there is none. */
  last: LastSeal | undefined;
  seals = 0;
  /** The last event that a seal names. */
  lastSealed = 0;
  /** The last event that agrees with a seal, before and after the first one that does not. */
  agreesUntil = 0;
  agreesAgainAt = 0;
  /** The first event that does not agree. */
  differsAt = 0;
  readonly #faults: Faults;
  readonly #keys: Keyring;
  readonly #seals: AsyncIterator<unknown>;
  readonly #chain: string;
  #next: Seal | undefined;
  #begun = false;

  constructor(chain: string, seals: AsyncIterable<unknown>, keys: Keyring, faults: Faults) {
    this.#chain = chain;
    this.#seals = seals[Symbol.asyncIterator]();
    this.#keys = keys;
    this.#faults = faults;
  }

  /** Tells what stands at the next place. */
  async pass({ first, last, hash }: Place): Promise<void> {
    if (!this.#begun) await this.#advance();
    while (this.#next !== undefined && this.#next.sequence <= last) {
      // Within a pruned range only the hash of its last event is left.
      const isThere = this.#next.sequence === last && this.#next.sequence >= first && hash !== undefined;
      if (isThere) this.#compare(this.#next, hash);
      await this.#advance();
    }
  }

  /** Reads the seals that are left. */
  async end(): Promise<void> {
    if (!this.#begun) await this.#advance();
    while (this.#next !== undefined) await this.#advance();
  }

  #compare({ sequence, hash: sealed }: Seal, hash: string): void {
    if (sealed !== hash) this.differsAt ||= sequence;
    else if (this.differsAt === 0) this.agreesUntil = sequence;
    else this.agreesAgainAt = sequence;
  }

  /** Goes to the next seal that is one. */
  async #advance(): Promise<void> {
    this.#begun = true;
    for (;;) {
      const { done, value } = await this.#seals.next();
      if (done) {
        this.#next = undefined;
        return;
      }
      const seal = this.#check(value);
      if (seal === undefined) continue;
      this.#next = seal;
      this.lastSealed = Math.max(this.lastSealed, seal.sequence);
      return;
    }
  }

  #check(value: unknown): Seal | undefined {
    const before: LastSeal = this.last ?? { number: 0, mac: NO_HASH };
    const parsed = sealSchema.safeParse(value);
    if (!parsed.success) {
      this.#faults.row('edited', `seal after ${before.number}`, 'it cannot be read as a seal');
      return undefined;
    }
    const seal = parsed.data;
    const row = `seal ${seal.number}`;
    const key = this.#keys.find(seal.keyId);
    if (key === undefined && !this.#keys.mayFollow(seal.keyId)) {
      this.#faults.row('wrong_key', row, `it was made with key ${seal.keyId}, which is not given`);
    }
    if (seal.chain !== this.#chain || (key !== undefined && macOfSeal(seal, key) !== seal.mac)) {
      this.#faults.row('edited', row, 'it is not what was sealed');
      // Its number is believed, so that the seals around it are not taken for missing.
      if (seal.number === before.number + 1) this.last = { number: seal.number, mac: seal.mac };
      return undefined;
    }
    return this.#inOrder(seal, before) ? seal : undefined;
  }

  #inOrder(seal: Seal, before: LastSeal): boolean {
    const { number, mac, sequence, previous } = seal;
    const row = `seal ${number}`;
    if (number <= before.number) {
      this.#faults.row(mac === before.mac ? 'inserted' : 'forked', row, 'there is another seal with this number');
      return false;
    }
    this.seals += 1;
    this.last = { number, mac };
    if (number > before.number + 1) {
      const missing =
        number === before.number + 2 ? `seal ${number - 1}` : `seals ${before.number + 1} to ${number - 1}`;
      this.#faults.row('deleted', missing, 'they were made, and are not there');
    } else if (previous !== before.mac) this.#faults.row('forked', row, 'it does not follow the seal before it');
    if (sequence < this.lastSealed) {
      this.#faults.row('forked', row, `it names event ${sequence}, and an earlier seal names ${this.lastSealed}`);
      return false;
    }
    return true;
  }
}

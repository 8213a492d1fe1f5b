import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import { type LastSeal, macOfSeal, type Seal, sealSchema } from '../seal.ts';
import type { Faults } from './fault.ts';
import type { Genuine } from './found.ts';

/** Compares a chain with its seals, in the order of both. */
export class SealCheck {
  /** Of the last seal; number 0 when there is none. */
  last: LastSeal = { number: 0, mac: NO_HASH };
  seals = 0;
  /** The last number that a seal names. */
  lastSealed = 0;
  /** The last number of which the hash agrees with a seal, before and after the first one that does not. */
  agreesUntil = 0;
  #agreesAgain = 0;
  /** The first number that does not agree. */
  differsAt = 0;
  /** When the last seal was made that names less than where the chain was passed: everything there came later. */
  passedAt = '';
  #lastAt = '';
  readonly #faults: Faults;
  readonly #keys: Keyring;
  readonly #seals: AsyncIterator<unknown> | undefined;
  readonly #chain: string;
  #next: Seal | undefined;
  #begun = false;

  /** Without `seals` there is nothing to compare with. */
  constructor(chain: string, seals: AsyncIterable<unknown> | undefined, keys: Keyring, faults: Faults) {
    this.#chain = chain;
    this.#seals = seals?.[Symbol.asyncIterator]();
    this.#keys = keys;
    this.#faults = faults;
  }

  /** Passes the next genuine entry or pruned range. */
  async pass({ first, last, hash, found }: Genuine): Promise<void> {
    if (!this.#begun) await this.#advance();
    while (this.#next !== undefined && this.#next.sequence < last) {
      // Of pruned entries only the last hash is left; within an entry nothing can have ended.
      if (found.kind === 'entry' && this.#next.sequence >= first) this.differsAt ||= this.#next.sequence;
      this.#lastAt = this.#next.at;
      await this.#advance();
    }
    this.passedAt = this.#lastAt;
    while (this.#next?.sequence === last) {
      if (this.#next.hash !== hash) this.differsAt ||= last;
      else if (this.differsAt === 0) this.agreesUntil = last;
      else this.#agreesAgain = last;
      this.#lastAt = this.#next.at;
      await this.#advance();
    }
  }

  /** Reads the seals that are left. */
  async end(): Promise<void> {
    if (!this.#begun) await this.#advance();
    while (this.#next !== undefined) await this.#advance();
  }

  /** Names what does not agree; `until` is the last number of the chain. */
  tell(until: number): void {
    const { differsAt, agreesUntil } = this;
    if (differsAt === 0) return;
    const detail = `a seal names another event ${differsAt}`;
    if (this.#agreesAgain > differsAt) this.#faults.events('edited', differsAt, differsAt, detail);
    else this.#faults.events('suffix_rewritten', agreesUntil + 1, Math.max(until, differsAt), detail);
  }

  /** Compares with the seal that the head names, and with the number that an earlier verification saw. */
  tellMissing(named: LastSeal, seen: number): void {
    if (this.#seals === undefined) return;
    const there = this.last.number;
    const until = Math.max(named.number, seen);
    if (until > there) {
      const missing = until === there + 1 ? `seal ${until}` : `seals ${there + 1} to ${until}`;
      this.#faults.row('deleted', missing, 'they were made, and are not there any more');
    } else if (there > 0 && named.number === there && named.mac !== this.last.mac) {
      this.#faults.row('forked', `seal ${named.number}`, 'the head names another seal with this number');
    }
  }

  /** Goes to the next seal that is one. */
  async #advance(): Promise<void> {
    this.#begun = true;
    this.#next = undefined;
    while (this.#seals !== undefined) {
      const { done, value } = await this.#seals.next();
      if (done) return;
      const seal = this.#check(value);
      if (seal === undefined) continue;
      this.#next = seal;
      this.lastSealed = seal.sequence;
      return;
    }
  }

  #check(value: unknown): Seal | undefined {
    const before = this.last;
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

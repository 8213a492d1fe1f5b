import type { TableClient } from '@azure/data-tables';
import { isConflict } from '../storage/status.ts';
import { macOfHead, readHead, rowOfHead, type StoredHead, signedHead } from './head.ts';
import { NO_HASH } from './key.ts';
import type { Keyring } from './keyring.ts';
import { CHAIN_NAMES } from './rows.ts';
import { type LastSeal, macOfSeal, type Seal, sealOf } from './seal.ts';
import { SealBrokenError, type SealStore } from './seal-store.ts';

/** Seals the ends of the chains outside the tables, so that a chain that was cut or rewritten does not fit its seals. */
export class Sealer {
  readonly #table: TableClient;
  readonly #keys: Keyring;
  readonly #store: SealStore;
  readonly #now: () => string;

  /** `now` gives ISO 8601 UTC with milliseconds. */
  constructor(table: TableClient, keys: Keyring, store: SealStore, now: () => string) {
    this.#table = table;
    this.#keys = keys;
    this.#store = store;
    this.#now = now;
  }

  /**
   * Seals every chain that has grown since its last seal; gives how many. Throws `SealBrokenError` when what would be sealed
   * does not continue what was sealed; the other chains are sealed all the same.
   */
  async seal(): Promise<number> {
    const results = await Promise.allSettled(CHAIN_NAMES.map((chain) => this.#sealChain(chain)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return results.filter((result) => result.status === 'fulfilled' && result.value).length;
  }

  async #sealChain(chain: string): Promise<boolean> {
    const found = await this.#head(chain);
    if (found === undefined) return false;
    const at = this.#now();
    let there: LastSeal | undefined;
    const added = await this.#store.add(chain, at, async (last) => {
      there = last;
      // Another process may have sealed a later head meanwhile.
      const isLater = last !== undefined && last.sequence > found.head.sequence;
      const { head } = isLater ? ((await this.#head(chain)) ?? found) : found;
      this.#assertContinued(chain, last, { ...head, sealNumber: found.head.sealNumber });
      if (last?.sequence === head.sequence) return undefined;
      return sealOf(head, last ?? { number: 0, mac: NO_HASH }, at, this.#keys.current);
    });
    // The seal comes first: a seal that the head does not name yet is no fault, and the next one names it.
    const last = added ?? there;
    if (last !== undefined) await this.#name(chain, last);
    return added !== undefined;
  }

  /** Lets the head name the last seal: without the key nobody can take that back, and a seal that is gone is noticed. */
  async #name(chain: string, { number, mac }: LastSeal): Promise<void> {
    for (;;) {
      const stored = await this.#head(chain);
      const key = stored && this.#keys.find(stored.head.keyId);
      if (stored?.etag === undefined || key === undefined || stored.head.sealNumber >= number) return;
      const { keyId: _, mac: __, ...head } = stored.head;
      const row = rowOfHead(signedHead({ ...head, sealNumber: number, sealMac: mac }, key));
      try {
        await this.#table.updateEntity(row, 'Replace', { etag: stored.etag });
        return;
      } catch (error) {
        // Somebody appended meanwhile.
        if (!isConflict(error)) throw error;
      }
    }
  }

  /** The head that can be sealed; `undefined` where there is nothing that could. */
  async #head(chain: string): Promise<StoredHead | undefined> {
    const stored = await readHead(this.#table, chain);
    if (stored === undefined || stored.head.sequence === 0) return undefined;
    const { head } = stored;
    const key = this.#keys.find(head.keyId);
    // Of a lost key nothing can be said; the chain is sealed as soon as it goes on.
    if (key === undefined && this.#keys.mayFollow(head.keyId)) return undefined;
    if (key === undefined || macOfHead(head, key) !== head.mac) {
      throw new SealBrokenError(`The head of ${chain} is not ours, so it is not sealed. Verify the trail.`);
    }
    return stored;
  }

  /** Nothing is sealed on top of seals that are gone, are not ours, or name another end. */
  #assertContinued(
    chain: string,
    last: Seal | undefined,
    head: { readonly sequence: number; readonly hash: string; readonly sealNumber: number },
  ): void {
    const key = last && this.#keys.find(last.keyId);
    const isGenuine = last === undefined || key === undefined || macOfSeal(last, key) === last.mac;
    const isContinued =
      last === undefined ||
      head.sequence > last.sequence ||
      (head.sequence === last.sequence && head.hash === last.hash);
    if (isGenuine && isContinued && head.sealNumber <= (last?.number ?? 0)) return;
    throw new SealBrokenError(
      `${chain} does not continue what was last sealed, so it is not sealed. Verify the trail.`,
    );
  }
}

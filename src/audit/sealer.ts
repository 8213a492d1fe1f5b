import type { TableClient } from '@azure/data-tables';
import { findRow } from '../storage/find-row.ts';
import { type Head, macOfHead, readHead } from './head.ts';
import type { Keyring } from './keyring.ts';
import { CHAIN_NAMES, SEALED_ROW } from './rows.ts';
import { type LastSeal, macOfSeal, type Seal, sealedRowOf, sealOf } from './seal.ts';
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
    const added = await this.#store.add(chain, at, async (last) => {
      if (last === undefined) return sealOf(found, last, at, this.#keys.current);
      // Another process may have sealed a later head meanwhile.
      const head = last.sequence > found.sequence ? ((await this.#head(chain)) ?? found) : found;
      this.#assertContinued(chain, last, head);
      if (last.sequence === head.sequence) return undefined;
      // Whatever crashed before: a chain with a second seal remembers the first, so that somebody who deletes the row is noticed.
      if (last.number === 1 && !(await this.#isRemembered(chain))) await this.#remember(chain, last);
      return sealOf(head, last, at, this.#keys.current);
    });
    if (added === undefined) return false;
    // What the table remembers is only compared, so the seal comes first: a crash in between is no fault.
    await this.#remember(chain, added);
    return true;
  }

  /** The head that can be sealed; `undefined` where there is nothing that could. */
  async #head(chain: string): Promise<Head | undefined> {
    const { head } = (await readHead(this.#table, chain)) ?? {};
    if (head === undefined || head.sequence === 0) return undefined;
    const key = this.#keys.find(head.keyId);
    // Of a lost key nothing can be said; the chain is sealed as soon as it goes on.
    if (key === undefined && this.#keys.mayFollow(head.keyId)) return undefined;
    if (key === undefined || macOfHead(head, key) !== head.mac) {
      throw new SealBrokenError(`The head of ${chain} is not ours, so it is not sealed. Verify the trail.`);
    }
    return head;
  }

  async #isRemembered(chain: string): Promise<boolean> {
    return (await findRow(this.#table, chain, SEALED_ROW)) !== undefined;
  }

  async #remember(chain: string, { number, mac }: LastSeal): Promise<void> {
    const row = sealedRowOf(chain, { number, mac }, this.#keys.current);
    await this.#table.upsertEntity({ partitionKey: chain, rowKey: SEALED_ROW, ...row }, 'Replace');
  }

  #assertContinued(chain: string, last: Seal, head: { readonly sequence: number; readonly hash: string }): void {
    const key = this.#keys.find(last.keyId);
    const isGenuine = key === undefined || macOfSeal(last, key) === last.mac;
    const isContinued = head.sequence > last.sequence || (head.sequence === last.sequence && head.hash === last.hash);
    if (isGenuine && isContinued) return;
    throw new SealBrokenError(
      `${chain} does not continue what was last sealed, so it is not sealed. Verify the trail.`,
    );
  }
}

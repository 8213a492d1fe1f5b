import type { TableClient } from '@azure/data-tables';
import { macOfHead, readHead } from './head.ts';
import type { Keyring } from './keyring.ts';
import { CHAIN_NAMES, SEALED_ROW } from './rows.ts';
import { macOfSeal, type Seal, sealedRowOf, sealOf } from './seal.ts';
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
    const stored = await readHead(this.#table, chain);
    if (stored === undefined || stored.head.sequence === 0) return false;
    const { head } = stored;
    const key = this.#keys.find(head.keyId);
    if (key === undefined || macOfHead(head, key) !== head.mac) {
      throw new SealBrokenError(`The head of ${chain} is not ours, so it is not sealed. Verify the trail.`);
    }
    const at = this.#now();
    const added = await this.#store.add(chain, at, (last) => {
      if (last !== undefined) this.#assertContinued(chain, last, head);
      return last?.sequence === head.sequence ? undefined : sealOf(head, last, at, this.#keys.current);
    });
    if (added === undefined) return false;
    // What the table remembers is only compared, so the seal comes first: a crash in between is no fault.
    const row = sealedRowOf(chain, added, this.#keys.current);
    await this.#table.upsertEntity({ partitionKey: chain, rowKey: SEALED_ROW, ...row }, 'Replace');
    return true;
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

import type { Head } from '../head.ts';
import { indexRowSchema, macOfIndexRow, macOfOpenRow, openRowSchema, sumOf } from '../index-row.ts';
import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import type { Faults } from './fault.ts';

const MOST_NAMED = 1_000;

/**
 * Checks the rows that lead to events against the count and the sum that the head holds of them: none can be altered, added or
 * taken away unseen, and so hide events from those who ask. Only rows as old as the head are compared.
 */
export class IndexCheck {
  /** Genuine rows, and the sum of their MACs. */
  rows = 0;
  sum = NO_HASH;
  readonly #altered: string[] = [];
  #unknownKeys = 0;
  readonly #chain: string;
  readonly #keys: Keyring;
  readonly #head: Head;

  constructor(chain: string, keys: Keyring, head: Head) {
    this.#chain = chain;
    this.#keys = keys;
    this.#head = head;
  }

  take(rowKey: string, row: unknown): void {
    const parsed = indexRowSchema.safeParse(row);
    const key = parsed.success ? this.#keys.find(parsed.data.keyId) : undefined;
    if (parsed.success && key === undefined && !this.#keys.mayFollow(parsed.data.keyId)) this.#unknownKeys += 1;
    if (parsed.success && (key === undefined || macOfIndexRow(this.#chain, parsed.data, key) === parsed.data.mac)) {
      if (parsed.data.born > this.#head.sequence) return;
      this.rows += 1;
      this.sum = sumOf(this.sum, /^[0-9a-f]{64}$/.test(parsed.data.mac) ? [parsed.data.mac] : []);
    } else if (this.#altered.length < MOST_NAMED) this.#altered.push(rowKey);
  }

  /** Names what is wrong. */
  end(faults: Faults): void {
    const { indexRows, indexSum } = this.#head;
    if (this.#altered.length === 0 && this.sum === indexSum && this.rows === indexRows) return;
    if (this.#unknownKeys > 0)
      faults.row('wrong_key', 'index', `${this.#unknownKeys} rows were made with a key that is not given`);
    const lost = indexRows - this.rows;
    for (const [index, row] of this.#altered.entries()) {
      if (index < lost) faults.row('edited', row, 'the row that leads to events is not what was written');
      else faults.row('inserted', row, 'the row does not belong to the chain');
    }
    const missing = lost - this.#altered.length;
    if (missing > 0) faults.row('deleted', 'index', `${missing} rows that lead to events are gone`);
    else if (lost < 0) faults.row('inserted', 'index', `${-lost} rows lead to events a second time`);
    else if (this.#altered.length === 0) faults.row('edited', 'index', 'other rows lead to events than were written');
  }
}

/** Checks the rows that mark intents as open, of a time in which the head did not change. */
export function tellOpenRows(
  chain: string,
  rows: readonly { readonly rowKey: string }[],
  head: Head,
  keys: Keyring,
  faults: Faults,
): void {
  let lost = head.openRows;
  const altered: string[] = [];
  for (const row of rows) {
    const parsed = openRowSchema.safeParse(row);
    const key = parsed.success ? keys.find(parsed.data.keyId) : undefined;
    const isGenuine =
      parsed.success && (key === undefined || macOfOpenRow(chain, parsed.data, key) === parsed.data.mac);
    if (isGenuine) lost -= 1;
    else altered.push(row.rowKey);
  }
  for (const row of altered) {
    faults.row(lost > 0 ? 'edited' : 'inserted', row, 'it marks intents as open and is not what was written');
    lost -= 1;
  }
  if (lost > 0) faults.row('deleted', 'open', `${lost} rows that mark intents as open are gone`);
}

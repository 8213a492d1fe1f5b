import type { Head } from '../head.ts';
import { type IndexRow, indexRowSchema, macOfIndexRow, macOfOpenRow, openRowSchema, sumOf } from '../index-row.ts';
import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import type { Faults } from './fault.ts';
import { ownColumns, rowKeys } from './own-columns.ts';

const MOST_NAMED = 1_000;
/** Of a chain of which more is wrong, so many rows are named one by one. */
const FEW = 10;

const strictIndexSchema = indexRowSchema.extend(rowKeys).strict();
const strictOpenSchema = openRowSchema.extend(rowKeys).strict();

/**
 * Checks the rows that lead to events against the count and the sum that the head holds of them: none can be altered, added or
 * taken away unseen, and so hide events from those who ask. Only rows as old as the head are compared.
 */
export class IndexCheck {
  /** Genuine rows, and the sum of their MACs. */
  rows = 0;
  sum = NO_HASH;
  readonly #altered: string[] = [];
  /** Rows of a key that is not given, and the first of them. */
  #unknownKeys = 0;
  #unknownRow = '';
  /** The row that says it is the youngest, of those that are younger than the head. */
  #youngest: { readonly rowKey: string; readonly born: number } | undefined;
  readonly #chain: string;
  readonly #keys: Keyring;
  readonly #head: Head | undefined;

  constructor(chain: string, keys: Keyring, head: Head | undefined) {
    this.#chain = chain;
    this.#keys = keys;
    this.#head = head;
  }

  take(rowKey: string, row: unknown): void {
    const parsed = strictIndexSchema.safeParse(ownColumns(row));
    if (parsed.success) this.#read(rowKey, parsed.data);
    else this.#isAltered(rowKey);
  }

  #read(rowKey: string, row: IndexRow): void {
    const { born, mac, keyId } = row;
    const key = this.#keys.find(keyId);
    const isYoung = born > (this.#head?.sequence ?? Number.POSITIVE_INFINITY);
    if (key === undefined && !this.#keys.mayFollow(keyId)) {
      this.#unknownKeys += 1;
      this.#unknownRow ||= rowKey;
      if (isYoung) return;
    }
    // With a lost key nothing was written lately.
    const isGenuine = key === undefined ? !isYoung : macOfIndexRow(this.#chain, row, key) === mac;
    if (!isGenuine) this.#isAltered(rowKey);
    else if (!isYoung) {
      this.rows += 1;
      this.sum = sumOf(this.sum, /^[0-9a-f]{64}$/.test(mac) ? [mac] : []);
    } else if (born > (this.#youngest?.born ?? 0)) this.#youngest = { rowKey, born };
  }

  #isAltered(rowKey: string): void {
    if (this.#altered.length < MOST_NAMED) this.#altered.push(rowKey);
  }

  /** Names what is wrong. `lastBorn` is the last event of the chain when all rows had been read. */
  end(faults: Faults, lastBorn: number): void {
    const { indexRows, indexSum } = this.#head ?? { indexRows: 0, indexSum: NO_HASH };
    this.#tellUnknown(faults);
    if (this.#youngest !== undefined && this.#youngest.born > lastBorn) {
      faults.row('inserted', this.#youngest.rowKey, 'no transaction of the chain wrote the row');
    }
    if (this.#altered.length === 0 && this.sum === indexSum && this.rows === indexRows) return;
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

  /** Names what is wrong with single rows, where the head says nothing of them all. */
  endWithoutHead(faults: Faults): void {
    this.#tellUnknown(faults);
    const detail = 'what leads to events is not what was written';
    if (this.#altered.length > FEW) faults.row('edited', 'index', `${detail}, in ${this.#altered.length} rows`);
    else for (const row of this.#altered) faults.row('edited', row, detail);
  }

  #tellUnknown(faults: Faults): void {
    const count = this.#unknownKeys;
    if (count === 0) return;
    const row = count === 1 ? this.#unknownRow : 'index';
    faults.row('wrong_key', row, `made with a key that is not given: rows that lead to events, ${count} in all`);
  }
}

/** A row that marks intents as open, and whether they have an outcome all the same. */
export interface FoundOpen {
  readonly rowKey: string;
  readonly row: unknown;
  readonly isConcluded: boolean;
}

/** Checks the rows that mark intents as open, of a time in which the head did not change. */
export function tellOpenRows(
  chain: string,
  rows: readonly FoundOpen[],
  head: Head,
  keys: Keyring,
  faults: Faults,
): void {
  let lost = head.openRows;
  const altered: string[] = [];
  for (const { rowKey, row, isConcluded } of rows) {
    const parsed = strictOpenSchema.safeParse(ownColumns(row));
    const { keyId = '', mac } = parsed.data ?? {};
    const key = keys.find(keyId);
    const isGenuine =
      parsed.success && !isConcluded && (key === undefined || macOfOpenRow(chain, parsed.data, key) === mac);
    if (isGenuine) lost -= 1;
    else altered.push(rowKey);
    if (isGenuine && key === undefined && !keys.mayFollow(keyId)) {
      faults.row('wrong_key', rowKey, `it was made with key ${keyId}, which is not given`);
    }
  }
  const detail = 'it marks intents as open and is not what was written';
  const concluded = new Set(rows.flatMap(({ rowKey, isConcluded }) => (isConcluded ? [rowKey] : [])));
  for (const row of altered) {
    if (concluded.has(row)) faults.row('inserted', row, 'it marks intents as open that have an outcome');
    else {
      faults.row(lost > 0 ? 'edited' : 'inserted', row, detail);
      lost -= 1;
    }
  }
  if (lost > 0) faults.row('deleted', 'open', `${lost} rows that mark intents as open are gone`);
}

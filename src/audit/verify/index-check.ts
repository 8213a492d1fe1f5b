import type { Head } from '../head.ts';
import { type IndexRow, indexRowSchema, macOfIndexRow } from '../index-row.ts';
import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import { ownerOfIndexRow } from '../rows.ts';
import { sumOf } from '../sum.ts';
import type { ChainCheck } from './chain-check.ts';
import type { Faults } from './fault.ts';
import { ownColumns, rowKeys } from './own-columns.ts';

const MOST_NAMED = 1_000;

const strictIndexSchema = indexRowSchema.extend(rowKeys).strict();

/**
 * Checks the rows that lead to entries against the count and the sum that the head holds of them, and against the entries: none
 * can be altered, added or taken away unseen, and so hide events from those who ask, not even by who signs another head.
 */
export class IndexCheck {
  #rows = 0;
  #sum = NO_HASH;
  readonly #altered: string[] = [];
  #unknownKeys = 0;
  /** The row that says it is the youngest, of those that are younger than the head. */
  #youngest: { readonly rowKey: string; readonly born: number } | undefined;
  readonly #chain: string;
  readonly #keys: Keyring;
  readonly #head: Head | undefined;
  readonly #check: Pick<ChainCheck, 'tally' | 'isOpen'>;

  /** `head` is the one that was there before the entries were read, where it is genuine. */
  constructor(chain: string, keys: Keyring, head: Head | undefined, check: Pick<ChainCheck, 'tally' | 'isOpen'>) {
    this.#chain = chain;
    this.#keys = keys;
    this.#head = head;
    this.#check = check;
  }

  take(rowKey: string, row: unknown): void {
    const { data } = strictIndexSchema.safeParse(ownColumns(row));
    if (data === undefined) {
      this.#isAltered(rowKey);
      return;
    }
    const { born, mac, keyId } = data;
    const key = this.#keys.find(keyId);
    const isYoung = born > (this.#head?.sequence ?? Number.POSITIVE_INFINITY);
    if (key === undefined && !this.#keys.mayFollow(keyId)) {
      this.#unknownKeys += 1;
      if (isYoung) return;
    }
    // With a lost key nothing was written lately.
    const isGenuine = key === undefined ? !isYoung : macOfIndexRow(this.#chain, data, key) === mac;
    if (!isGenuine) {
      this.#isAltered(rowKey);
      return;
    }
    this.#count(data);
    if (!isYoung) {
      this.#rows += 1;
      this.#sum = sumOf(this.#sum, /^[0-9a-f]{64}$/.test(mac) ? [mac] : []);
    } else if (born > (this.#youngest?.born ?? 0)) this.#youngest = { rowKey, born };
  }

  /** Counts what the row leads to. Of what was open or not there when reading began, its row may have come since. */
  #count({ rowKey, first, last, outcomeFirst, outcomeLast, outcomeRunId }: IndexRow): void {
    const end = this.#head?.sequence ?? 0;
    const owner = ownerOfIndexRow(rowKey);
    if (rowKey.startsWith('subject|') && last <= end && !this.#check.isOpen(first))
      this.#check.tally.row(owner, { first, last });
    const isOfOutcome = rowKey.startsWith('run|') && outcomeFirst > 0 && owner === outcomeRunId;
    if (isOfOutcome && outcomeLast <= end)
      this.#check.tally.outcomeRow(owner, { first: outcomeFirst, last: outcomeLast });
  }

  #isAltered(rowKey: string): void {
    if (this.#altered.length < MOST_NAMED) this.#altered.push(rowKey);
  }

  /** Names what is wrong. `lastBorn` is the last number of the chain when all rows had been read. */
  end(faults: Faults, lastBorn: number): void {
    const { indexRows, indexSum } = this.#head ?? { indexRows: 0, indexSum: NO_HASH };
    this.#tellUnknown(faults);
    if (this.#youngest !== undefined && this.#youngest.born > lastBorn) {
      faults.row('inserted', this.#youngest.rowKey, 'no transaction of the chain wrote the row');
    }
    const lost = indexRows - this.#rows;
    for (const [index, row] of this.#altered.entries()) {
      if (index < lost) faults.row('edited', row, 'the row that leads to events is not what was written');
      else faults.row('inserted', row, 'the row does not belong to the chain');
    }
    const missing = lost - this.#altered.length;
    if (missing > 0) faults.row('deleted', 'index', `${missing} rows that lead to events are gone`);
    else if (lost < 0) faults.row('inserted', 'index', `${-lost} rows lead to events a second time`);
    else if (this.#altered.length === 0 && this.#sum !== indexSum)
      faults.row('edited', 'index', 'other rows lead to events than were written');
  }

  /** Compares with the entries; where something else is wrong, that says nothing new. */
  endAgainstEntries(faults: Faults): void {
    if (faults.count > 0 || this.#check.tally.isBalanced) return;
    faults.row('edited', 'index', 'rows do not lead to the events that are there: the head was signed for others');
  }

  /** Names what is wrong with single rows, where the head says nothing of them all. */
  endWithoutHead(faults: Faults): void {
    this.#tellUnknown(faults);
    for (const row of this.#altered) faults.row('edited', row, 'what leads to events is not what was written');
  }

  #tellUnknown(faults: Faults): void {
    if (this.#unknownKeys === 0) return;
    const detail = `${this.#unknownKeys} rows that lead to events were made with a key that is not given`;
    faults.row('wrong_key', 'index', detail);
  }
}

import type { Head } from '../head.ts';
import type { Keyring } from '../keyring.ts';
import { macOfOpenRow, openRowSchema } from '../open-row.ts';
import type { Faults } from './fault.ts';
import { ownColumns, rowKeys } from './own-columns.ts';
import type { Range } from './ranges.ts';

const strictOpenSchema = openRowSchema.extend(rowKeys).strict();

/** A row that marks intents as open. */
export interface FoundMark {
  readonly rowKey: string;
  readonly row: unknown;
}

/** What a mark says; `undefined` when it is not what was written. */
function genuineMark(chain: string, row: unknown, keys: Keyring) {
  const { data } = strictOpenSchema.safeParse(ownColumns(row));
  const key = data && keys.find(data.keyId);
  return data === undefined || (key !== undefined && macOfOpenRow(chain, data, key) !== data.mac) ? undefined : data;
}

/** The intents that marks say are open. */
export function markedBy(chain: string, marks: readonly FoundMark[], keys: Keyring): Range[] {
  return marks.flatMap(({ row }) => {
    const mark = genuineMark(chain, row, keys);
    return mark === undefined ? [] : [{ first: mark.first, last: mark.last }];
  });
}

/** Checks the rows that mark intents as open, of a time in which the head did not change; `concluded` have an outcome. */
export function tellMarks(
  { marks, head }: { readonly marks: readonly FoundMark[]; readonly head: Head },
  concluded: readonly Range[],
  keys: Keyring,
  faults: Faults,
): void {
  let lost = head.openRows;
  const altered: string[] = [];
  for (const { rowKey, row } of marks) {
    const mark = genuineMark(head.chain, row, keys);
    if (mark === undefined) altered.push(rowKey);
    else if (concluded.some(({ first, last }) => first === mark.first && last === mark.last))
      faults.row('inserted', rowKey, 'it marks intents as open that have an outcome');
    else {
      lost -= 1;
      const isKnown = keys.find(mark.keyId) !== undefined || keys.mayFollow(mark.keyId);
      if (!isKnown) faults.row('wrong_key', rowKey, `it was made with key ${mark.keyId}, which is not given`);
    }
  }
  for (const row of altered) {
    faults.row(lost > 0 ? 'edited' : 'inserted', row, 'it marks intents as open and is not what was written');
    lost -= 1;
  }
  if (lost > 0) faults.row('deleted', 'open', `${lost} rows that mark intents as open are gone`);
  else if (lost < 0 && altered.length === 0)
    faults.row('inserted', 'open', `${-lost} more rows mark intents as open than were written`);
}

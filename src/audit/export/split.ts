/** One record's text, without its line end, and the bytes that it takes up in the file. */
export interface Piece {
  /** `undefined` when it is too long to be a record. */
  readonly text: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Whether its line end is there: otherwise the file was cut within it. */
  readonly whole: boolean;
}

const LINE_END = 0x0a;
const QUOTE = 0x22;
/** Far longer than any record: Table Storage holds 1 MiB in a row. */
const LONGEST = 8 * 1024 * 1024;
/** Bytes behind a line end that tell whether a row begins there. */
const AHEAD = 2;

/**
 * Cuts a file into records at line ends, in constant memory. With `quoted`, a line end within quotation marks belongs to the
 * record, unless a row begins behind it: a quotation mark that somebody took away costs one record and not all that follow.
 */
export async function* split(bytes: AsyncIterable<Buffer>, quoted: boolean, from = 0): AsyncGenerator<Piece> {
  let held: Buffer[] = [];
  let [start, at, isOpen, length] = [from, from, false, 0];
  let carried: Buffer = Buffer.alloc(0);
  const hold = (rest: Buffer) => {
    length += rest.length;
    if (length > LONGEST) held = [];
    else if (rest.length > 0) held.push(rest);
  };
  for await (const chunk of bytes) {
    const data = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const limit = data.length - AHEAD;
    let begin = 0;
    for (
      let index = nextMark(data, 0, quoted);
      index >= 0 && index < limit;
      index = nextMark(data, index + 1, quoted)
    ) {
      if (data[index] === QUOTE) isOpen = !isOpen;
      else if (!isOpen || isRowAt(data, index + 1)) {
        hold(data.subarray(begin, index));
        yield { text: textOf(held, length), start, end: at + index + 1, whole: true };
        [held, length, begin, start, isOpen] = [[], 0, index + 1, at + index + 1, false];
      }
    }
    const kept = Math.max(begin, limit, 0);
    hold(data.subarray(begin, kept));
    carried = data.subarray(kept);
    at += kept;
  }
  // At most two bytes are left, so at most the line ends of the last records.
  for (const [index, byte] of carried.entries()) {
    if (quoted && byte === QUOTE) isOpen = !isOpen;
    if (byte !== LINE_END || isOpen) {
      hold(carried.subarray(index, index + 1));
      continue;
    }
    yield { text: textOf(held, length), start, end: at + index + 1, whole: true };
    [held, length, start] = [[], 0, at + index + 1];
  }
  if (length > 0) yield { text: textOf(held, length), start, end: start + length, whole: false };
}

function nextMark(data: Buffer, from: number, quoted: boolean): number {
  const end = data.indexOf(LINE_END, from);
  if (!quoted) return end;
  const quote = data.indexOf(QUOTE, from);
  return end < 0 || quote < 0 ? Math.max(end, quote) : Math.min(end, quote);
}

/** Within a cell every quotation mark is doubled, so a single one and a letter are the first cell of a row. */
function isRowAt(data: Buffer, index: number): boolean {
  const [quote, letter = 0] = data.subarray(index, index + AHEAD);
  return quote === QUOTE && letter >= 0x61 && letter <= 0x7a;
}

function textOf(held: readonly Buffer[], length: number): string | undefined {
  return length > LONGEST ? undefined : Buffer.concat(held).toString('utf8');
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { csv } from './csv-format.ts';
import { ExportError } from './errors.ts';
import type { Format } from './format.ts';
import { jsonl } from './jsonl.ts';
import { type ExportRecord, type Hint, hintOf, recordOf } from './record.ts';
import { split } from './split.ts';

/** A line of an export, and what it says. */
export interface Line {
  /** `undefined` when it is no record as the format describes them. */
  readonly record: ExportRecord | undefined;
  /** What can be told of a line that is no record. */
  readonly hint: Hint | undefined;
  readonly start: number;
  readonly end: number;
  /** Whether its line end is there. */
  readonly whole: boolean;
}

const FORMATS: readonly Format[] = [jsonl, csv];

export function formatNamed(name: Format['name']): Format {
  return name === 'csv' ? csv : jsonl;
}

/** The format that a file is in, by its first bytes; `undefined` for an empty one. Throws `ExportError` for other files. */
export async function formatOf(file: string): Promise<Format | undefined> {
  const longest = Math.max(...FORMATS.map(({ begins }) => Buffer.byteLength(begins)));
  const found = await firstBytes(file, longest);
  if (found.length === 0) return undefined;
  const format = FORMATS.find(({ begins }) => {
    const expected = Buffer.from(begins);
    // A file that was cut within its first line is one too.
    const length = Math.min(found.length, expected.length);
    return found.subarray(0, length).equals(expected.subarray(0, length));
  });
  if (format !== undefined) return format;
  throw new ExportError('not_an_export', `${file} is not an export of the audit trail. Name another file.`);
}

/** The format that a file seems to be in, though its first line may have been altered. */
export async function likelyFormatOf(file: string): Promise<Format> {
  const found = await firstBytes(file, Buffer.byteLength(csv.start));
  return ['\uFEFF', '"'].some((begin) => found.toString('utf8').startsWith(begin)) ? csv : jsonl;
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The lines of a file from one byte to another, in order. The header row of CSV is none. */
export async function* linesIn(file: string, format: Format, from = 0, to = Number.POSITIVE_INFINITY) {
  if (to <= from) return;
  const bytes = createReadStream(file, { start: from, end: to - 1, highWaterMark: 256 * 1024 });
  for await (const { text, ...where } of split(bytes, format.quoted, from)) {
    // The columns are always the same, so the header row says nothing, whatever somebody made of it.
    if (where.start === 0 && format.start !== '') continue;
    const value = text === undefined ? undefined : format.decode(text);
    const record = recordOf(value);
    yield { record, hint: record === undefined ? hintOf(value) : undefined, ...where } satisfies Line;
  }
}

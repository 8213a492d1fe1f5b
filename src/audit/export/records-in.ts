import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { csv } from './csv-format.ts';
import type { Format } from './format.ts';
import { jsonl } from './jsonl.ts';
import { type ExportRecord, recordOf } from './record.ts';
import { split } from './split.ts';

/** A line of an export, and what it says. */
export interface Line {
  /** `undefined` when it is no record as the format describes them. */
  readonly record: ExportRecord | undefined;
  /** Whether a line that is no record still says that it is a head. */
  readonly wasHead: boolean;
  /** Whether its line end is there. */
  readonly whole: boolean;
}

export function formatNamed(name: Format['name']): Format {
  return name === 'csv' ? csv : jsonl;
}

/** The format that a file is in, by its first bytes. */
export async function formatOf(file: string): Promise<Format> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    const begin = buffer.subarray(0, bytesRead).toString('utf8');
    return begin.startsWith('\uFEFF') || begin.startsWith('"') ? csv : jsonl;
  } finally {
    await handle.close();
  }
}

/** Whether a file begins as an export does, or is empty. */
export async function isExport(file: string): Promise<boolean> {
  for await (const { record } of linesIn(file, await formatOf(file))) return record?.record === 'export';
  return true;
}

const headSchema = z.object({ record: z.literal('head') });

/** The lines of a file, in order. The header row of CSV is none. */
export async function* linesIn(file: string, format: Format): AsyncGenerator<Line> {
  let isHeader = format.start !== '';
  for await (const { text, whole } of split(createReadStream(file, { highWaterMark: 256 * 1024 }), format.quoted)) {
    // The columns are always the same, so the header row says nothing, whatever somebody made of it.
    if (!isHeader) {
      const value = text === undefined ? undefined : format.decode(text);
      const record = recordOf(value);
      yield { record, wasHead: record === undefined && headSchema.safeParse(value).success, whole };
    }
    isHeader = false;
  }
}

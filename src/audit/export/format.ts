import type { ExportRecord } from './record.ts';

/** How records are written to a file and read from it. */
export interface Format {
  readonly name: 'jsonl' | 'csv';
  /** What the file begins with, before the first record. */
  readonly start: string;
  /** Whether a line end within quotation marks is no end of the record. */
  readonly quoted: boolean;
  encode(record: ExportRecord): string;
  /** Gives what was encoded, unchecked; `undefined` for a text that is no record at all. */
  decode(text: string): unknown;
}

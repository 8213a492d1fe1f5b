import { CHAIN_NAMES, eventRow } from '../rows.ts';
import { ExportError } from './errors.ts';
import type { Format } from './format.ts';
import { type ExportRecord, endsChain } from './record.ts';
import { linesIn } from './records-in.ts';

/** How far an export has come that was interrupted. */
export interface Standing {
  /** Bytes that stay: everything to the end of the last whole record. */
  readonly keep: number;
  /** Whether the seals are exported with it; `undefined` before the first record. */
  readonly seals: boolean | undefined;
  /** Chains that are wholly there. */
  readonly done: number;
  /** The chain that is there in part. */
  readonly part: Part | undefined;
}

export interface Part {
  /** Where its section begins. */
  readonly start: number;
  readonly prunings: number;
  /** Key of the last row that was exported. */
  readonly lastRow: string | undefined;
}

/** Reads how far an export has come. Throws `ExportError` for a file that the program did not write so. */
export async function standingOf(file: string, format: Format): Promise<Standing> {
  let [keep, done] = [0, 0];
  let seals: boolean | undefined;
  let part: Part | undefined;
  for await (const { record, start, end, whole } of linesIn(file, format)) {
    if (!whole) break;
    if (record === undefined) throw altered(file);
    keep = end;
    if (record.record === 'export') seals = record.seals;
    else if (record.record === 'chain') part = { start, prunings: record.prunings, lastRow: undefined };
    else if (endsChain(record)) [done, part] = [done + 1, undefined];
    else if (part !== undefined) part = { ...part, lastRow: rowOf(record) ?? part.lastRow };
    if ('chain' in record && record.record !== 'stray' && record.chain !== CHAIN_NAMES[done - (part ? 0 : 1)]) {
      throw altered(file);
    }
  }
  // Rows that belong to no chain come first, all at once.
  if (done === 0 && part === undefined) return { keep: 0, seals, done, part };
  return { keep, seals, done, part };
}

function altered(file: string): ExportError {
  return new ExportError(
    'not_an_export',
    `${file} is no export that can be continued: somebody altered it. Name another file, or begin anew with --again.`,
  );
}

function rowOf(record: ExportRecord): string | undefined {
  if (record.record === 'event') return record.row ?? eventRow(record.sequence);
  if (record.record === 'pruned') return record.row ?? eventRow(record.first);
  return record.record === 'unreadable' && record.row !== 'sealed' ? record.row : undefined;
}

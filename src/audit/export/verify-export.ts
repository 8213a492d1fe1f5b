import type { ChainedEntry } from '../entry.ts';
import type { Against } from '../verify/chain-check.ts';
import { type TrailResult, trailResult } from '../verify/verify-trail.ts';
import { ExportError } from './errors.ts';
import { ExportReader } from './export-reader.ts';
import { formatOf, linesIn } from './records-in.ts';

/** What was found of an export. */
export interface ExportVerdict {
  readonly format: 'jsonl' | 'csv';
  /** When the export was begun, as it says. */
  readonly exportedAt: string | undefined;
  readonly result: TrailResult;
}

/**
 * Verifies an export in constant memory, without the tables. Throws `ExportError` for a file that is none. `onEntry` is told of every
 * entry; what they say is to be believed only when nothing is wrong.
 */
export async function verifyExport(
  file: string,
  against: Against,
  onEntry: (entry: ChainedEntry) => void = () => undefined,
): Promise<ExportVerdict> {
  const format = await formatOf(file);
  const reader = new ExportReader(against);
  for await (const line of linesIn(file, format)) {
    await reader.take(line);
    if (line.record?.record === 'entry') onEntry(line.record);
  }
  const { chains, strays } = await reader.end();
  if (reader.records === 0) {
    throw new ExportError('not_an_export', `${file} is not an export of the audit trail. Name another file.`);
  }
  return { format: format.name, exportedAt: reader.at, result: trailResult(chains, strays) };
}

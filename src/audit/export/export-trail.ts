import { existsSync } from 'node:fs';
import type { TableClient } from '@azure/data-tables';
import { CHAIN_NAMES } from '../rows.ts';
import { ExportError } from './errors.ts';
import { exportChain } from './export-chain.ts';
import { FileEnd } from './file-end.ts';
import type { Format } from './format.ts';
import { EXPORT_FORMAT } from './record.ts';
import { formatNamed, formatOf } from './records-in.ts';
import { type Standing, standingOf } from './standing.ts';
import { strayRows } from './stray-rows.ts';

/** What to export, and how. */
export interface ExportRequest {
  readonly table: TableClient;
  readonly file: string;
  /** JSON Lines unless the file is there already. */
  readonly format: Format['name'] | undefined;
  /** Writes the seals of a chain beside the export. */
  readonly seals: ((chain: string) => Promise<void>) | undefined;
  /** Begins anew, whatever the file holds of an earlier export. */
  readonly again: boolean;
  /** ISO 8601 UTC. */
  readonly now: () => string;
}

/** What became of an export: begun anew, continued, or finished before. */
export interface Exported {
  readonly outcome: 'exported' | 'continued' | 'finished_before';
  readonly format: Format['name'];
  readonly bytes: number;
}

const NOTHING: Standing = { keep: 0, seals: undefined, done: 0, part: undefined };

/**
 * Exports all chains to a file, in constant memory. A file that an interrupted export left is continued behind its last whole
 * record. Throws `ExportError` when the file is something else, or was begun with other options.
 */
export async function exportTrail(request: ExportRequest): Promise<Exported> {
  const { file, table, seals } = request;
  const found = existsSync(file) ? await formatOf(file) : undefined;
  const standing = found === undefined || request.again ? NOTHING : await standingOf(file, found);
  const isBegun = found !== undefined && standing.keep > 0;
  const format = isBegun ? found : formatNamed(request.format ?? 'jsonl');
  if (isBegun) assertSame(request, format, standing);
  if (standing.done === CHAIN_NAMES.length) {
    return { outcome: 'finished_before', format: format.name, bytes: standing.keep };
  }
  const end = await FileEnd.at(file, standing.keep);
  try {
    if (standing.keep === 0) await begin(request, end, format);
    for (const chain of CHAIN_NAMES.slice(standing.done)) {
      const part = chain === CHAIN_NAMES[standing.done] ? standing.part : undefined;
      await exportChain({ table, end, format, seals }, chain, part);
    }
    const bytes = await end.flush();
    return { outcome: standing.keep > 0 ? 'continued' : 'exported', format: format.name, bytes };
  } finally {
    // What was read before a failure is kept, so that the next run goes on from there.
    await end.flush().finally(() => end.close());
  }
}

async function begin({ table, seals, now }: ExportRequest, end: FileEnd, format: Format): Promise<void> {
  const first = { record: 'export', format: EXPORT_FORMAT, at: now(), seals: seals !== undefined } as const;
  await end.add(format.start + format.encode(first));
  for await (const stray of strayRows(table)) await end.add(format.encode({ record: 'stray', ...stray }));
}

function assertSame({ file, format, seals }: ExportRequest, found: Format, standing: Standing): void {
  if (format !== undefined && format !== found.name) {
    throw new ExportError(
      'other_options',
      `${file} is an export as ${found.name}: leave out --format, or begin anew with --again.`,
    );
  }
  if ((seals !== undefined) === standing.seals || standing.done === CHAIN_NAMES.length) return;
  const how = standing.seals ? 'with --seals: name the same folder' : 'without --seals: leave it out';
  throw new ExportError('other_options', `${file} was begun ${how}, or begin anew with --again.`);
}

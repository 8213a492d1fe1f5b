import { rename, rm } from 'node:fs/promises';
import type { TableClient } from '@azure/data-tables';
import { CHAIN_NAMES } from '../rows.ts';
import { exportChain } from './export-chain.ts';
import { FileEnd } from './file-end.ts';
import type { Format } from './format.ts';
import { EXPORT_FORMAT } from './record.ts';
import { formatNamed } from './records-in.ts';
import { strayRows } from './stray-rows.ts';

/** What to export, and how. */
export interface ExportRequest {
  readonly table: TableClient;
  /** Replaced when the export is whole, and not before. */
  readonly file: string;
  readonly format: Format['name'];
  /** Writes the seals of a chain beside the export. */
  readonly seals: ((chain: string) => Promise<void>) | undefined;
  /** ISO 8601 UTC. */
  readonly now: () => string;
}

/** Exports all chains to a file, in constant memory; gives its bytes. Throws `ExportError` (`trail_busy`). */
export async function exportTrail({ file, table, seals, now, format: name }: ExportRequest): Promise<number> {
  const format = formatNamed(name);
  const part = `${file}.part`;
  const end = await FileEnd.create(part);
  try {
    const first = { record: 'export', format: EXPORT_FORMAT, at: now(), seals: seals !== undefined } as const;
    await end.add(format.start + format.encode(first));
    for await (const stray of strayRows(table)) await end.add(format.encode({ record: 'stray', ...stray }));
    for (const chain of CHAIN_NAMES) await exportChain({ table, end, format, seals }, chain);
    const bytes = await end.flush();
    await end.close();
    await rename(part, file);
    return bytes;
  } catch (error) {
    await end.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { exportSeals } from '../../../src/audit/export/export-seals.ts';
import { exportTrail } from '../../../src/audit/export/export-trail.ts';
import { sealsIn } from '../../../src/audit/export/seal-folder.ts';
import { verifyExport } from '../../../src/audit/export/verify-export.ts';
import type { Keyring } from '../../../src/audit/keyring.ts';
import type { Against } from '../../../src/audit/verify/chain-check.ts';
import type { Fault } from '../../../src/audit/verify/fault.ts';
import { AT, type AuditTable, KEYS } from '../audit-table.ts';

export type FormatName = 'jsonl' | 'csv';

/** A folder that is gone after the test. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rekisteri-export-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Exported {
  readonly file: string;
  readonly seals: string;
}

/** Exports a trail with its seals, as the command does. */
export async function exported(audit: AuditTable, format: FormatName = 'jsonl', folder?: string): Promise<Exported> {
  const into = folder ?? (await freshFolder());
  const [file, seals] = [join(into, `trail.${format}`), join(into, 'seals')];
  const sealsOf = (chain: string) => exportSeals(audit.seals, chain, seals);
  await exportTrail({ table: audit.table, file, format, seals: sealsOf, now: () => AT });
  return { file, seals };
}

/** What the verification of an export says, a line for each fault: kind, chain, place. */
export async function faultsOf(
  { file, seals }: Exported,
  keys: Keyring = KEYS,
  more: Partial<Against> = {},
): Promise<string[]> {
  const { result } = await verifyExport(file, { keys, sealsOf: (chain) => sealsIn(seals, chain), ...more });
  return [...result.chains.flatMap((chain) => chain.faults), ...result.strays].map(lineOf);
}

export function lineOf({ kind, chain, first, last, row }: Fault): string {
  return `${kind} ${chain} ${row ?? (first === last ? String(first) : `${first}-${last}`)}`;
}

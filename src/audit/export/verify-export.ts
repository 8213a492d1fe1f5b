import type { Keyring } from '../keyring.ts';
import { CHAIN_NAMES } from '../rows.ts';
import type { Fault } from '../verify/fault.ts';
import { type ChainResult, type Seen, verifyChain } from '../verify/verify-chain.ts';
import { type TrailResult, trailResult } from '../verify/verify-trail.ts';
import { ExportError } from './errors.ts';
import { FileChain } from './file-chain.ts';
import { indexFile } from './file-index.ts';
import { fileSource } from './file-source.ts';
import { likelyFormatOf } from './records-in.ts';
import { sealsIn } from './seal-folder.ts';

/** What an export is compared with. */
export interface Against {
  readonly keys: Keyring;
  /** Folder with the seals; `undefined` when there are none to compare with. */
  readonly seals: string | undefined;
  readonly seen?: ReadonlyMap<string, Seen>;
}

/** What was found of an export. */
export interface ExportVerdict {
  readonly format: 'jsonl' | 'csv';
  /** When the export was begun, as it says. */
  readonly exportedAt: string | undefined;
  readonly result: TrailResult;
}

/** Verifies an export in constant memory, without the tables. Throws `ExportError` for a file that is none. */
export async function verifyExport(file: string, { keys, seals, seen }: Against): Promise<ExportVerdict> {
  const format = await likelyFormatOf(file);
  const index = await indexFile(file, format);
  if (index.records === 0) {
    throw new ExportError('not_an_export', `${file} is not an export of the audit trail. Name another file.`);
  }
  const chains: ChainResult[] = [];
  for (const chain of CHAIN_NAMES) {
    const found = index.chains.get(chain) ?? new FileChain(chain);
    const sealsOf = seals === undefined ? undefined : () => sealsIn(seals, chain);
    const result = await verifyChain(fileSource(file, format, chain, found, sealsOf, seen?.get(chain)), keys);
    chains.push(withFaults(result, [...found.faults, ...absence(chain, found, result)]));
  }
  const strays = [...index.strays, ...(index.at === undefined ? [headless()] : [])];
  return { format: format.name, exportedAt: index.at, result: trailResult(chains, strays) };
}

/** A section that does not say where the chain ends: the export was cut, or never finished. */
function absence(chain: string, found: FileChain, { faultCount }: ChainResult): Fault[] {
  if (found.head !== undefined || faultCount > 0) return [];
  const detail = 'the file holds nothing of the chain, not even that it has not begun';
  return [{ kind: 'deleted', chain, first: null, last: null, row: 'head', detail }];
}

function headless(): Fault {
  const detail = 'the line that says what the file is, is gone';
  return { kind: 'deleted', chain: '', first: null, last: null, row: 'line 1', detail };
}

function withFaults(result: ChainResult, faults: readonly Fault[]): ChainResult {
  return { ...result, faultCount: result.faultCount + faults.length, faults: [...result.faults, ...faults] };
}

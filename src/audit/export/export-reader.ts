import { CHAIN_NAMES } from '../rows.ts';
import { type Against, ChainCheck, type ChainResult } from '../verify/chain-check.ts';
import { type Fault, Faults } from '../verify/fault.ts';
import { type FoundRow, placeOfRow } from '../verify/found.ts';
import type { FoundHead } from '../verify/head-fact.ts';
import { EXPORT_FORMAT, type ExportRecord } from './record.ts';
import type { Line } from './records-in.ts';

const MOST_STRAYS = 100;

/** Verifies the lines of an export one after another, each in the section of its chain. */
export class ExportReader {
  /** Lines that are records. */
  records = 0;
  /** When the export was begun, as its first line says. */
  at: string | undefined;
  readonly #against: Against;
  readonly #results = new Map<string, ChainResult>();
  readonly #ofFile = new Faults('');
  readonly #strays: Fault[] = [];
  #section: { readonly chain: string; readonly check: ChainCheck } | undefined;
  #number = 0;
  /** Whether the line before stood outside of its section as well: that is told once. */
  #outside = false;

  constructor(against: Against) {
    this.#against = against;
  }

  /** Takes the next line. */
  async take({ record, wasHead, whole }: Line): Promise<void> {
    this.#number += 1;
    if (record !== undefined) this.records += 1;
    if (this.#number === 1 && record?.record !== 'export')
      this.#tell('deleted', 'the line that says what the file is, is gone');
    const wasOutside = this.#outside;
    this.#outside = false;
    if (record === undefined && !whole) this.#tell('tail_cut', 'the file was cut within this line');
    else if (record === undefined) await this.#defect(wasHead);
    else if (record.record === 'export') this.#export(record);
    else if (record.record === 'stray') this.#stray(record.chain, record.row);
    else if (record.record === 'chain') await this.#begin(record.chain);
    else await this.#ofChain(record, wasOutside);
  }

  async #defect(wasHead: boolean): Promise<void> {
    if (this.#section === undefined) this.#tell('edited', 'it is no record');
    else if (wasHead) await this.#end('unreadable', false);
    else await this.#section.check.take({ kind: 'unreadable', place: undefined });
  }

  #export(record: Extract<ExportRecord, { record: 'export' }>): void {
    if (this.#number > 1) this.#tell('inserted', 'it begins an export within another one');
    else this.at = record.at;
    if (record.format !== EXPORT_FORMAT) this.#tell('edited', 'the format is another one');
  }

  #stray(chain: string, row: string): void {
    const faults = new Faults(chain);
    faults.row('inserted', row, CHAIN_NAMES.includes(chain) ? 'it does not belong there' : 'no chain has this name');
    if (this.#strays.length < MOST_STRAYS) this.#strays.push(...faults.list);
  }

  async #begin(chain: string): Promise<void> {
    await this.#endWithoutHead();
    if (!CHAIN_NAMES.includes(chain)) this.#tell('edited', 'there is no such chain');
    else if (this.#results.has(chain)) this.#tell('inserted', `${chain} begins a second time`);
    else this.#section = { chain, check: new ChainCheck(chain, this.#against) };
  }

  async #ofChain(
    record: Extract<ExportRecord, { record: 'entry' | 'pruned' | 'unreadable' | 'head' | 'no_head' }>,
    wasOutside: boolean,
  ): Promise<void> {
    const { chain } = record;
    const isFirst = this.#section === undefined && CHAIN_NAMES.includes(chain) && !this.#results.has(chain);
    if (isFirst) {
      this.#tell('deleted', `the line that begins the section of ${chain} is gone`);
      this.#section = { chain, check: new ChainCheck(chain, this.#against) };
    }
    if (this.#section?.chain !== chain) {
      this.#outside = true;
      if (!wasOutside) this.#tell('reordered', `it stands outside of the section of ${chain}`);
      return;
    }
    if (record.record === 'head') {
      const { record: _, ...head } = record;
      await this.#end(head, false);
    } else if (record.record === 'no_head') await this.#end('missing', record.begun);
    else if (record.record === 'unreadable' && record.row === 'head') await this.#end('unreadable', false);
    else await this.#section.check.take(foundIn(record));
  }

  async #end(head: FoundHead, leftovers: boolean): Promise<void> {
    if (this.#section === undefined) return;
    const { chain, check } = this.#section;
    await check.end(head, head, leftovers);
    this.#results.set(chain, check.result(head));
    this.#section = undefined;
  }

  async #endWithoutHead(): Promise<void> {
    this.#section?.check.faults.row('deleted', 'head', 'the file does not say where the chain ends');
    await this.#end('missing', false);
  }

  /** What was found, when all lines were taken. */
  async end(): Promise<{ readonly chains: readonly ChainResult[]; readonly strays: readonly Fault[] }> {
    await this.#endWithoutHead();
    for (const chain of CHAIN_NAMES) {
      if (this.#results.has(chain)) continue;
      const check = new ChainCheck(chain, this.#against);
      check.faults.row('deleted', 'head', 'the file holds nothing of the chain, not even that it has not begun');
      await check.end('missing');
      this.#results.set(chain, check.result('missing'));
    }
    const chains = CHAIN_NAMES.flatMap((chain) => this.#results.get(chain) ?? []);
    return { chains, strays: [...this.#ofFile.list, ...this.#strays] };
  }

  #tell(kind: Fault['kind'], detail: string): void {
    this.#ofFile.row(kind, `line ${this.#number}`, detail);
  }
}

function foundIn(record: Extract<ExportRecord, { record: 'entry' | 'pruned' | 'unreadable' }>): FoundRow {
  if (record.record === 'entry') {
    const { record: _, ...entry } = record;
    return { kind: 'entry', entry };
  }
  if (record.record === 'pruned') {
    const { record: _, ...range } = record;
    return { kind: 'pruned', range };
  }
  const place = placeOfRow(record.row);
  return place === undefined ? { kind: 'misplaced', row: record.row } : { kind: 'unreadable', place };
}

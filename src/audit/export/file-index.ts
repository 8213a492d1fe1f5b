import { CHAIN_NAMES } from '../rows.ts';
import { type Fault, Faults } from '../verify/fault.ts';
import { FileChain } from './file-chain.ts';
import type { Format } from './format.ts';
import { EXPORT_FORMAT, type ExportRecord, endsChain } from './record.ts';
import { type Line, linesIn } from './records-in.ts';

/** What a file holds: where the lines of each chain are, and what is wrong with the file itself. */
export interface FileIndex {
  readonly chains: ReadonlyMap<string, FileChain>;
  /** When the export was begun, as its first line says. */
  readonly at: string | undefined;
  readonly format: string | undefined;
  /** Lines that are records. */
  readonly records: number;
  readonly strays: readonly Fault[];
}

/** Reads a file once, in constant memory. */
export async function indexFile(file: string, format: Format): Promise<FileIndex> {
  const indexer = new Indexer();
  for await (const line of linesIn(file, format)) indexer.take(line);
  return indexer.end();
}

const MOST_STRAYS = 100;

class Indexer {
  readonly #chains = new Map(CHAIN_NAMES.map((name) => [name, new FileChain(name)]));
  readonly #ofFile = new Faults('');
  readonly #strays: Fault[] = [];
  #first: Extract<ExportRecord, { record: 'export' }> | undefined;
  /** The chain whose section the line stands in. */
  #section: string | undefined;
  /** The chain of the line before. */
  #before: string | undefined;
  /** The chain of which lines were last found outside of its section. */
  #outside: string | undefined;
  #number = 0;
  #records = 0;

  take(line: Line): void {
    this.#number += 1;
    if (line.record !== undefined) this.#records += 1;
    if (line.record === undefined && !line.whole) {
      this.#ofFile.row('tail_cut', `line ${this.#number}`, 'the file was cut within this line');
    } else if (line.record?.record === 'export') this.#export(line.record);
    else if (line.record?.record === 'stray') this.#stray(line.record);
    else this.#ofChain(line);
  }

  #ofChain(line: Line): void {
    const named = line.record !== undefined && 'chain' in line.record ? line.record.chain : line.hint?.chain;
    const name = named ?? this.#section;
    const chain = name === undefined ? undefined : this.#chains.get(name);
    if (name === undefined || chain === undefined) {
      this.#ofFile.row('edited', `line ${this.#number}`, 'it is no record of a chain');
      return;
    }
    this.#enter(name, chain, line.record);
    chain.take(line, this.#number, this.#before !== name);
    this.#before = name;
    if (this.#section === name && isEnd(line)) this.#section = undefined;
  }

  end(): FileIndex {
    this.#close();
    const strays = [...this.#ofFile.list, ...this.#strays];
    const { at, format } = this.#first ?? { at: undefined, format: undefined };
    return { chains: this.#chains, at, format, records: this.#records, strays };
  }

  /** Finds out whether the line stands in the section of its chain. */
  #enter(name: string, chain: FileChain, record: ExportRecord | undefined): void {
    if (this.#section === name && record?.record !== 'chain') return;
    if (record?.record === 'chain') {
      this.#close();
      this.#section = name;
      return;
    }
    if (this.#section === undefined && !chain.isOpened) {
      chain.tell('deleted', this.#number, 'the line that begins the section of the chain is gone');
      chain.isOpened = true;
      this.#section = name;
    } else this.#tellOutside(name, chain);
  }

  #tellOutside(name: string, chain: FileChain): void {
    if (this.#outside === name && this.#before === name) return;
    this.#outside = name;
    const where = this.#section === undefined ? 'behind the head of its chain' : `in the section of ${this.#section}`;
    chain.tell('reordered', this.#number, `stands ${where}`);
  }

  #close(): void {
    if (this.#section !== undefined) this.#chains.get(this.#section)?.close();
    this.#section = undefined;
  }

  #export(record: Extract<ExportRecord, { record: 'export' }>): void {
    if (this.#number > 1)
      this.#ofFile.row('inserted', `line ${this.#number}`, 'it begins an export within another one');
    else this.#first = record;
    if (record.format !== EXPORT_FORMAT)
      this.#ofFile.row('edited', `line ${this.#number}`, 'the format is another one');
  }

  #stray({ chain, row }: Extract<ExportRecord, { record: 'stray' }>): void {
    const faults = new Faults(chain);
    const isOfChain = this.#chains.has(chain);
    faults.row('inserted', row, isOfChain ? 'the row does not belong to the chain' : 'no chain has this name');
    if (this.#strays.length < MOST_STRAYS) this.#strays.push(...faults.list);
  }
}

function isEnd({ record, hint }: Line): boolean {
  return (record !== undefined && endsChain(record)) || hint?.record === 'head';
}

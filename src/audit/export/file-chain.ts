import type { SealedRow } from '../seal.ts';
import type { Fault } from '../verify/fault.ts';
import { Faults } from '../verify/fault.ts';
import type { FoundHead } from '../verify/verify-chain.ts';
import { type ExportRecord, endsChain } from './record.ts';
import type { Line } from './records-in.ts';

/** Bytes of a file, from one to another. */
export interface Span {
  readonly start: number;
  end: number;
}

/** A chain's lines may be scattered over the file by somebody; more parts than that are not followed. */
const MOST_SPANS = 10_000;

type OfChain = Extract<ExportRecord, { chain: string }>;

/** What the file holds of one chain, found in a first pass over it. */
export class FileChain {
  readonly spans: Span[] = [];
  head: FoundHead | undefined;
  /** Whether the table has other rows of a chain without head. */
  begun = false;
  sealed: SealedRow | 'unreadable' | undefined;
  /** Where a line begins that stands in place of the head and cannot be read. */
  headDefect: number | undefined;
  /** Whether the section has begun. */
  isOpened = false;
  readonly #faults: Faults;
  #lastDefect: Line | undefined;

  constructor(name: string) {
    this.#faults = new Faults(name);
  }

  /** Faults of the file, and not of the chain in it. */
  get faults(): readonly Fault[] {
    return this.#faults.list;
  }

  /** Notes a line that is the chain's. */
  take(line: Line, number: number, isApart: boolean): void {
    // A line that still says that it is an event is not the head.
    this.#lastDefect = line.record === undefined && line.hint?.record !== 'event' ? line : undefined;
    this.#extend(line, isApart);
    const { record } = line;
    if (record !== undefined && 'chain' in record) this.#note(record, number);
    else if (line.hint?.record === 'sealed') this.sealed = 'unreadable';
    else if (line.hint?.record === 'head') this.#end('unreadable', number);
  }

  /** The section ends, with its head or without: a last line that cannot be read was the head. */
  close(): void {
    if (this.head !== undefined || this.#lastDefect === undefined) return;
    this.headDefect = this.#lastDefect.start;
    this.head = 'unreadable';
  }

  tell(kind: 'inserted' | 'reordered' | 'deleted' | 'edited', number: number, detail: string): void {
    this.#faults.row(kind, `line ${number}`, detail);
  }

  #note(record: OfChain, number: number): void {
    if (record.record === 'chain') {
      if (this.isOpened) this.tell('inserted', number, 'the section of the chain begins a second time');
      this.isOpened = true;
    } else if (record.record === 'sealed' || (record.record === 'unreadable' && record.row === 'sealed')) {
      if (this.sealed !== undefined) this.tell('inserted', number, 'what is remembered of the seals, a second time');
      else this.sealed = record.record === 'sealed' ? sealedOf(record) : 'unreadable';
    } else if (record.record === 'head') {
      const { record: _, ...head } = record;
      this.#end(head, number);
    } else if (endsChain(record)) {
      this.begun = record.record === 'no_head' && record.begun;
      this.#end(record.record === 'no_head' ? 'missing' : 'unreadable', number);
    }
  }

  #end(head: FoundHead, number: number): void {
    if (this.head !== undefined) this.tell('inserted', number, 'the head of the chain, a second time');
    else this.head = head;
  }

  #extend({ start, end }: Line, isApart: boolean): void {
    const span = this.spans.at(-1);
    if (span !== undefined && !isApart && span.end === start) span.end = end;
    else if (this.spans.length < MOST_SPANS) this.spans.push({ start, end });
    else if (this.faults.length === 0)
      this.#faults.row('edited', 'many', 'its lines are scattered over the whole file');
  }
}

function sealedOf({ number, mac, keyId, rowMac }: Extract<OfChain, { record: 'sealed' }>): SealedRow {
  return { number, mac, keyId, rowMac };
}

/** What can be wrong with an audit trail; `docs/audit-format.md` says how each is told from the others. */
export const FAULT_KINDS = [
  'edited',
  'inserted',
  'deleted',
  'reordered',
  'tail_cut',
  'head_cut',
  'suffix_rewritten',
  'forked',
  'emptied',
  'wrong_key',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** One thing that is wrong, and where. */
export interface Fault {
  readonly kind: FaultKind;
  readonly chain: string;
  /** The events concerned, from the first to the last; `null` for what is no event. */
  readonly first: number | null;
  readonly last: number | null;
  /** The row or seal concerned, when it is no event: `head`, `open|…`, `seal 12`. */
  readonly row: string | null;
  readonly detail: string;
}

/** Faults listed of one chain at the most; all are counted. */
const MOST_FAULTS = 1_000;

/** Collects the faults of a chain. */
export class Faults {
  readonly list: Fault[] = [];
  count = 0;
  readonly #chain: string;
  readonly #told = new Set<string>();

  constructor(chain: string) {
    this.#chain = chain;
  }

  events(kind: FaultKind, first: number, last: number, detail: string): void {
    this.#add({ kind, chain: this.#chain, first, last, row: null, detail });
  }

  row(kind: FaultKind, row: string, detail: string): void {
    this.#add({ kind, chain: this.#chain, first: null, last: null, row, detail });
  }

  /** What two checks find is one fault. */
  #add(fault: Fault): void {
    const { kind, first, last, row } = fault;
    const what = `${kind} ${first} ${last} ${row}`;
    if (this.#told.has(what)) return;
    if (this.#told.size < MOST_FAULTS) this.#told.add(what);
    this.count += 1;
    if (this.list.length < MOST_FAULTS) this.list.push(fault);
  }
}

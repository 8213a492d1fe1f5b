import { eventRow } from '../rows.ts';
import type { Entry } from '../verify/entry.ts';
import type { ExportRecord } from './record.ts';
import type { Line } from './records-in.ts';

/** A line that stands among the events of a chain, and the places that it says are its own. */
export interface Placed {
  readonly line: Line;
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Key of the table row, where the export kept it. */
  readonly row: string | undefined;
}

/** What a line says of its place; `undefined` for a line that is no entry, such as a head. */
export function placedOf(line: Line): Placed | undefined {
  const { record, hint } = line;
  if (record === undefined) {
    if (hint !== undefined && ['chain', 'sealed', 'head', 'no_head'].includes(hint.record)) return undefined;
    return { line, first: hint?.sequence, last: hint?.sequence, row: undefined };
  }
  if (record.record === 'event') return { line, first: record.sequence, last: record.sequence, row: record.row };
  if (record.record === 'pruned') return { line, first: record.first, last: record.last, row: record.row };
  if (record.record !== 'unreadable' || ['head', 'sealed'].includes(record.row)) return undefined;
  const place = placeOfRow(record.row);
  return { line, first: place, last: place, row: record.row };
}

/** The place that a row key names; `undefined` when it is the key of no event. */
function placeOfRow(row: string): number | undefined {
  const place = Number(row);
  return /^\d{12}$/.test(row) && place >= 1 && row === eventRow(place) ? place : undefined;
}

/**
 * Gives each line of a chain its place. A row's key is its place in the table. Without one it is the number that the line itself
 * bears as long as numbers only grow; a line that breaks the order is out of place, and stands behind the last one that does not.
 */
export class Places {
  /** The last event of the chain, where its head says so: no number beyond it is believed unless it is the next. */
  readonly #bound: number;
  #end = 0;
  #strays = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** The entry of a line, given the line behind it. */
  entry(placed: Placed, next: Placed | undefined): Entry {
    const { line, row } = placed;
    const { record } = line;
    if (row !== undefined) {
      const place = placeOfRow(row);
      if (place === undefined) return { kind: 'misplaced', row, event: eventOf(record) };
      this.#end = Math.max(place, placed.last ?? place);
      this.#strays = 0;
      return entryAt(record, place);
    }
    return entryAt(record, this.#place(placed, next));
  }

  #place({ first, last = first }: Placed, next: Placed | undefined): number {
    if (first !== undefined && this.#isInOrder(first, next)) {
      this.#end = Math.max(first, last ?? first);
      this.#strays = 0;
      return first;
    }
    // The same place a second time, directly behind the first.
    if (first !== undefined && first === this.#end && this.#strays === 0) return first;
    this.#strays += 1;
    return this.#end + this.#strays;
  }

  #isInOrder(first: number, next: Placed | undefined): boolean {
    if (first === this.#end + 1) return true;
    if (first <= this.#end || first > this.#bound) return false;
    return next?.first === undefined || next.first > first;
  }
}

function entryAt(record: ExportRecord | undefined, position: number): Entry {
  if (record?.record === 'pruned') {
    const { record: _, row: __, ...range } = record;
    return { kind: 'pruned', position, range };
  }
  const event = eventOf(record);
  return event === undefined ? { kind: 'unreadable', position } : { kind: 'event', position, event };
}

function eventOf(record: ExportRecord | undefined) {
  if (record?.record !== 'event') return undefined;
  const { record: _, row: __, ...event } = record;
  return event;
}

import { type Entity, type Filter, filterOf } from './filter.ts';
import { REFUSALS } from './table-error.ts';

/** A change of one row. `etag` is what the row must bear: `*` any, nothing: it need not be there. */
export type Change =
  | { readonly kind: 'insert'; readonly entity: Entity }
  | { readonly kind: 'merge' | 'replace'; readonly entity: Entity; readonly etag: string | undefined }
  | { readonly kind: 'delete'; readonly entity: Entity; readonly etag: string | undefined };

/** Where a row is. */
export interface Keys {
  readonly partitionKey: string;
  readonly rowKey: string;
}

interface Page {
  readonly rows: readonly Entity[];
  /** Where the next page begins; `undefined` when this is the last. */
  readonly next: Keys | undefined;
}

const MOST_CHARACTERS = 32_768;
const MOST_BYTES = 65_536;
const EVERYTHING: Filter = { partition: undefined, matches: () => true };

/** The rows of one table, in order of their keys. */
export class Table {
  readonly #partitions = new Map<string, Map<string, Entity>>();
  readonly #orders = new Map<string, string[]>();

  /** Throws a TableError when there is no such row. */
  get({ partitionKey, rowKey }: Keys): Entity {
    const row = this.#partitions.get(partitionKey)?.get(rowKey);
    if (row === undefined) throw REFUSALS.notFound();
    return row;
  }

  /** Makes all changes or, with a TableError for the one that cannot be made, none. Gives the new ETags. */
  change(changes: readonly Change[], stamp: () => string, refusedAt: (place: number) => void): (string | undefined)[] {
    const undone: (() => void)[] = [];
    return changes.map((change, place) => {
      try {
        const keys = keysOf(change.entity);
        const before = this.#partitions.get(keys.partitionKey)?.get(keys.rowKey);
        const after = changed(before, change, stamp);
        undone.push(() => this.#put(keys, before));
        this.#put(keys, after);
        return etagOf(after);
      } catch (error) {
        for (const undo of undone.reverse()) undo();
        refusedAt(place);
        throw error;
      }
    });
  }

  /** Rows that match from `from` on, at most `most`. */
  page(text: string | null, from: Keys | undefined, most: number): Page {
    const filter = text === null ? EVERYTHING : filterOf(text);
    const rows: Entity[] = [];
    const partitions = filter.partition === undefined ? [...this.#partitions.keys()].sort() : [filter.partition];
    for (const partitionKey of partitions) {
      if (from !== undefined && partitionKey < from.partitionKey) continue;
      const order = this.#order(partitionKey);
      const first = from !== undefined && partitionKey === from.partitionKey ? from.rowKey : '';
      const { from: least = '', to } = filter;
      for (let at = placeOf(order, first > least ? first : least); at < order.length; at += 1) {
        const rowKey = order[at] ?? '';
        if (to !== undefined && rowKey > to) break;
        const row = this.get({ partitionKey, rowKey });
        if (!filter.matches(row)) continue;
        if (rows.length === most) return { rows, next: { partitionKey, rowKey } };
        rows.push(row);
      }
    }
    return { rows, next: undefined };
  }

  #put({ partitionKey, rowKey }: Keys, row: Entity | undefined): void {
    const rows = this.#partitions.get(partitionKey) ?? new Map<string, Entity>();
    this.#partitions.set(partitionKey, rows);
    if (rows.has(rowKey) !== (row !== undefined)) this.#orders.delete(partitionKey);
    if (row === undefined) rows.delete(rowKey);
    else rows.set(rowKey, row);
  }

  #order(partitionKey: string): readonly string[] {
    const known = this.#orders.get(partitionKey);
    if (known !== undefined) return known;
    const order = [...(this.#partitions.get(partitionKey)?.keys() ?? [])].sort();
    this.#orders.set(partitionKey, order);
    return order;
  }
}

/** Where a key stands in keys in their order, or the first after it. */
function placeOf(order: readonly string[], key: string): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((order[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Throws a TableError when an entity bears no keys, or such as the service does not take. */
export function keysOf({ PartitionKey, RowKey }: Entity): Keys {
  if (typeof PartitionKey !== 'string' || typeof RowKey !== 'string') throw REFUSALS.invalid();
  if (/[/\\#?]/u.test(PartitionKey + RowKey)) throw REFUSALS.invalid();
  return { partitionKey: PartitionKey, rowKey: RowKey };
}

function changed(before: Entity | undefined, change: Change, stamp: () => string): Entity | undefined {
  if (change.kind === 'insert') {
    if (before !== undefined) throw REFUSALS.exists();
    return stamped(change.entity, stamp);
  }
  if (change.etag !== undefined) {
    if (before === undefined) throw REFUSALS.notFound();
    if (change.etag !== '*' && change.etag !== etagOf(before)) throw REFUSALS.changed();
  }
  if (change.kind === 'delete') return undefined;
  return stamped(change.kind === 'merge' ? { ...before, ...change.entity } : change.entity, stamp);
}

function stamped(entity: Entity, stamp: () => string): Entity {
  const held = Object.entries(entity).filter(([, value]) => value !== null);
  for (const [name, value] of held) holdToLimits(value, entity[`${name}@odata.type`]);
  return { ...Object.fromEntries(held), Timestamp: stamp() };
}

function holdToLimits(value: unknown, type: unknown): void {
  if (typeof value === 'number' && Number.isInteger(value) && type === undefined && Math.abs(value) > 2 ** 31)
    throw REFUSALS.invalid();
  if (typeof value !== 'string') return;
  const isTooLarge =
    type === 'Edm.Binary' ? Buffer.byteLength(value, 'base64') > MOST_BYTES : value.length > MOST_CHARACTERS;
  if (isTooLarge) throw REFUSALS.tooLargeValue();
}

/** The ETag of a row that is there. */
export function etagOf(row: Entity | undefined): string | undefined {
  return row === undefined ? undefined : `W/"datetime'${encodeURIComponent(String(row.Timestamp))}'"`;
}

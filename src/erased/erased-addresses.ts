import { odata, type TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import { groupBy } from '../group-by.ts';
import { deleteRows, putRows, type RowKeys } from '../storage/in-transactions.ts';
import { ForeignValueError } from '../storage/packed-rows.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import type { ErasureKeys, KeyedHash } from './erasure-key.ts';
import { inPartition, type KeptRow, keptSchema, keysOf, PARTITIONS, rowOf, rowSchema } from './erased-rows.ts';
import { NoErasureKeyError } from './errors.ts';
import { KeysInUse } from './keys-in-use.ts';
import { KnownErased } from './known-erased.ts';

/**
 * The keyed hashes of the addresses of people who were erased, in `RegisterErased`: a row for each person, list and key. With
 * them it is noticed that somebody has come back, and nothing else can be done.
 */
export class ErasedAddresses {
  readonly #table: TableClient;
  readonly #keys: ErasureKeys | undefined;
  readonly #macs: RowMacs;
  readonly #now: () => string;
  readonly #keysInUse: KeysInUse;

  /** `now` gives ISO 8601 UTC with milliseconds. Without `keys` nothing can be kept, and nobody is known. */
  constructor(table: TableClient, keys: ErasureKeys | undefined, macs: RowMacs, now: () => string) {
    this.#table = table;
    this.#keys = keys;
    this.#macs = macs;
    this.#now = now;
    this.#keysInUse = new KeysInUse(table, macs);
  }

  /**
   * Keeps the hashes of a person who is about to be erased; they do not count yet. Texts that are no addresses are passed over.
   * Safe to repeat. Throws `NoErasureKeyError`, and `ForeignValueError` when somebody else wrote the row that is there.
   */
  async keep(erasureId: string, contactId: string, addresses: readonly string[]): Promise<void> {
    const keys = this.#keys;
    if (keys === undefined) throw new NoErasureKeyError();
    const hashes = addresses.flatMap((address) => keys.hashesOf(address));
    if (hashes.length === 0) return;
    await this.#keysInUse.add(keys.currentId);
    const keysOfRow = rowOf(contactId, `${erasureId}|${keys.currentId}`);
    const before = (await this.#rowsOf(erasureId, contactId)).find(({ rowKey }) => rowKey === keysOfRow.rowKey);
    const { state, at, strong, weak } = before?.kept ?? { state: 'pending', at: this.#now(), strong: [], weak: [] };
    const all = (strength: KeyedHash['strength'], held: readonly string[]) => [
      ...new Set([...held, ...hashes.filter((one) => one.strength === strength).map((one) => one.hash)]),
    ];
    await this.#put([{ ...keysOfRow, kept: { state, at, strong: all('strong', strong), weak: all('weak', weak) } }]);
  }

  /**
   * Whether anything is kept of a person, under any key, and all of these addresses under the current one. Throws `ForeignValueError`.
   */
  async isKept(erasureId: string, contactId: string, addresses: readonly string[] = []): Promise<boolean> {
    const rows = await this.#rowsOf(erasureId, contactId);
    const current = rows.find(({ rowKey }) => rowKey.endsWith(`|${this.#keys?.currentId}`))?.kept;
    const held = new Set([...(current?.strong ?? []), ...(current?.weak ?? [])]);
    const hashes = addresses.flatMap((address) => this.#keys?.hashesOf(address) ?? []);
    return rows.length > 0 && hashes.every(({ hash }) => held.has(hash));
  }

  /** Lets what was kept count: the person is gone. Safe to repeat; nothing of a person without addresses. Throws `ForeignValueError`. */
  async confirm(erasureId: string, contactId: string): Promise<void> {
    const pending = (await this.#rowsOf(erasureId, contactId)).filter(({ kept }) => kept.state === 'pending');
    await this.#put(pending.map((row) => ({ ...row, kept: { ...row.kept, state: 'counts', at: this.#now() } })));
  }

  /** Removes what was kept of a person who was not erased after all; what counts stays. Throws `ForeignValueError`. */
  async drop(erasureId: string, contactId: string): Promise<void> {
    const rows = await this.#rowsOf(erasureId, contactId);
    await deleteRows(this.#table, rows.filter(({ kept }) => kept.state === 'pending').map(keysOf));
  }

  /** Whose hashes do not count yet, on which list; each once. Throws `ForeignValueError`. */
  async pending(): Promise<{ readonly erasureId: string; readonly contactId: string }[]> {
    const found = new Map<string, { erasureId: string; contactId: string }>();
    for (const partition of PARTITIONS) {
      for await (const row of this.#table.listEntities({ queryOptions: { filter: inPartition(partition) } })) {
        const { rowKey, kept } = this.#parse(row) ?? {};
        if (rowKey === undefined) throw new ForeignValueError(`${this.#table.tableName}/${partition}`);
        const [contactId = '', erasureId = ''] = rowKey.split('|');
        if (kept?.state === 'pending') found.set(`${contactId}|${erasureId}`, { erasureId, contactId });
      }
    }
    return [...found.values()];
  }

  /** Everybody who is recognised. Rows that somebody else wrote are not believed, and reported. Reads nothing without a key. */
  async known(): Promise<KnownErased> {
    const known = new KnownErased();
    const keys = this.#keys;
    if (keys === undefined) return known;
    await pMap(PARTITIONS, async (partition) => {
      for await (const row of this.#table.listEntities({ queryOptions: { filter: inPartition(partition) } })) {
        const { rowKey, kept } = this.#parse(row) ?? {};
        if (rowKey === undefined || kept?.state !== 'counts') continue;
        const [contactId = '', erasureId = '', key = ''] = rowKey.split('|');
        known.add({ contactId, erasureId, key, at: Date.parse(kept.at), hashes: [...kept.strong, ...kept.weak] }, keys);
      }
    });
    return known;
  }

  /** Ids of the keys that hashes are kept under, as far as they were noted; costs one request. */
  async keysInUse(): Promise<string[]> {
    return this.#keysInUse.list();
  }

  /** Removes what was kept before an instant (ISO 8601 UTC), whoever wrote it. Gives of how many people. */
  async prune(until: string): Promise<number> {
    const counts = await pMap(PARTITIONS, async (partition) => {
      const filter = `${inPartition(partition)} and ${odata`at lt ${until}`}`;
      const old: RowKeys[] = [];
      const queryOptions = { filter, select: ['partitionKey', 'rowKey'] };
      for await (const { rowKey } of this.#table.listEntities({ queryOptions }))
        if (rowKey !== undefined) old.push({ partitionKey: partition, rowKey });
      await deleteRows(this.#table, old);
      return new Set(old.map(({ rowKey }) => rowKey.split('|')[0])).size;
    });
    const pruned = counts.reduce((sum, count) => sum + count, 0);
    if (pruned > 0) await this.#keysInUse.keepOnly(await this.#keysOfRows());
    return pruned;
  }

  /** The rows of a person on one list, one for each key. */
  async #rowsOf(erasureId: string, contactId: string): Promise<KeptRow[]> {
    const { partitionKey, rowKey } = rowOf(contactId, `${erasureId}|`);
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${rowKey} and RowKey lt ${`${rowKey}~`}`;
    const rows: KeptRow[] = [];
    for await (const found of this.#table.listEntities({ queryOptions: { filter } })) {
      const row = this.#parse(found);
      // To go on with it would make another's row one of ours.
      if (row === undefined) throw new ForeignValueError(`${this.#table.tableName}/${partitionKey}/${rowKey}`);
      rows.push(row);
    }
    return rows;
  }

  async #keysOfRows(): Promise<Set<string>> {
    const found = new Set<string>();
    await pMap(PARTITIONS, async (partition) => {
      const queryOptions = { filter: inPartition(partition), select: ['rowKey'] };
      for await (const { rowKey } of this.#table.listEntities({ queryOptions })) found.add(rowKey?.split('|')[2] ?? '');
    });
    return found;
  }

  async #put(rows: readonly KeptRow[]): Promise<void> {
    for (const some of groupBy(rows, ({ partitionKey }) => partitionKey).values()) {
      const whole = some.map((row) => {
        const record = JSON.stringify(row.kept);
        return { ...keysOf(row), at: row.kept.at, record, ...this.#macs.proofOf(this.#nameOf(row), record) };
      });
      await putRows(this.#table, whole);
    }
  }

  /** `undefined` of a row that the program did not write. */
  #parse(row: unknown): KeptRow | undefined {
    const { partitionKey, rowKey, record, ...columns } = rowSchema.parse(row);
    if (!this.#macs.isGenuine(this.#nameOf({ partitionKey, rowKey }), record, columns)) return undefined;
    return { partitionKey, rowKey, kept: keptSchema.parse(JSON.parse(record)) };
  }

  #nameOf({ partitionKey, rowKey }: RowKeys): string {
    return `${this.#table.tableName}/${partitionKey}/${rowKey}`;
  }
}

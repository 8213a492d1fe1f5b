import { entryOfRow } from '../../src/audit/entry.ts';
import { macOfHead } from '../../src/audit/head.ts';
import { AuditKey } from '../../src/audit/key.ts';
import { entryRow } from '../../src/audit/rows.ts';
import { type AuditTable, SECRET } from './audit-table.ts';
import { CHAIN } from './sealed-trail.ts';

type Row = Record<string, unknown> & { partitionKey: string; rowKey: string };

/** Hands that reach into the tables, as somebody with rights to them can, with the audit key or without. */
export function tamperWith({ table }: Pick<AuditTable, 'table'>, chain = CHAIN) {
  const key = new AuditKey(SECRET);
  const keyOf = (place: number | string) => (typeof place === 'number' ? entryRow(place) : place);
  const get = async (place: number | string): Promise<Row> => {
    const rowKey = keyOf(place);
    const { etag: _, timestamp: __, 'odata.metadata': ___, ...row } = await table.getEntity<Row>(chain, rowKey);
    return { ...row, partitionKey: chain, rowKey };
  };
  const put = (row: Record<string, unknown>, place: number | string = String(row.rowKey)) =>
    table.upsertEntity({ ...row, partitionKey: chain, rowKey: keyOf(place) }, 'Replace');
  const remove = (place: number | string) => table.deleteEntity(chain, keyOf(place));
  /** The row with changed values and a hash that fits them. */
  const rehashed = (row: Record<string, unknown>, changes: Record<string, unknown>, previousHash: string): Row => {
    const read = entryOfRow({ ...row, ...changes, previousHash });
    if (read === undefined) throw new TypeError('the row is no entry');
    const { hash: _, previousHash: __, ...entry } = read;
    const hash = key.hashOf(entry, previousHash);
    return { ...row, ...changes, previousHash, hash, partitionKey: chain, rowKey: entryRow(entry.first) };
  };
  const putHead = async (changes: Record<string, unknown>, sign: boolean) => {
    const { partitionKey: _, rowKey: __, ...head } = await get('head');
    const changed = { ...head, ...changes };
    // The row is what `Head` says; it was read from where the program wrote it.
    const mac = sign ? macOfHead({ chain, ...changed } as never, key) : String(head.mac);
    await put({ ...changed, mac }, 'head');
  };
  /** Writes entries anew from one on, with the key: what follows is joined to it, and so is the head. */
  const rewrite = async (places: readonly number[], changes: Record<string, unknown>, withHead = true) => {
    let hash = String((await get(places[0] ?? 0)).previousHash);
    for (const [index, place] of places.entries()) {
      const row = rehashed(await get(place), index === 0 ? changes : {}, hash);
      await put(row);
      hash = String(row.hash);
    }
    if (withHead) await putHead({ hash }, true);
  };
  const edit = async (place: number | string, changes: Record<string, unknown>) =>
    put({ ...(await get(place)), ...changes }, place);
  return { get, put, remove, rehashed, putHead, rewrite, edit, key, chain };
}

/** A hash as somebody without the key would make one up. */
export const FALSE_HASH = 'f'.repeat(64);

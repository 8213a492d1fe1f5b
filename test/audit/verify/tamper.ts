import { macOfHead } from '../../../src/audit/head.ts';
import { AuditKey } from '../../../src/audit/key.ts';
import { eventOfRow, eventRow } from '../../../src/audit/rows.ts';
import { type AuditTable, SECRET } from '../audit-table.ts';
import { CHAIN } from './sealed-trail.ts';

type Row = Record<string, unknown> & { partitionKey: string; rowKey: string };

/** Hands that reach into the tables, as somebody with rights to them can, with the audit key or without. */
export function tamperWith({ table }: Pick<AuditTable, 'table'>, chain = CHAIN) {
  const key = new AuditKey(SECRET);
  const get = async (place: number | string): Promise<Row> => {
    const rowKey = typeof place === 'number' ? eventRow(place) : place;
    const { etag: _, timestamp: __, 'odata.metadata': ___, ...row } = await table.getEntity<Row>(chain, rowKey);
    return { ...row, partitionKey: chain, rowKey };
  };
  const put = (row: Record<string, unknown>, place: number | string = String(row.rowKey)) =>
    table.upsertEntity(
      { ...row, partitionKey: chain, rowKey: typeof place === 'number' ? eventRow(place) : place },
      'Replace',
    );
  const remove = (place: number | string) =>
    table.deleteEntity(chain, typeof place === 'number' ? eventRow(place) : place);
  /** The row with changed values and a hash that fits them. */
  const rehashed = (row: Record<string, unknown>, changes: Record<string, unknown>, previousHash: string): Row => {
    const { hash: _, previousHash: __, ...event } = eventOfRow({ ...row, ...changes, previousHash });
    return {
      ...row,
      ...changes,
      previousHash,
      hash: key.hashOf(event, previousHash),
      partitionKey: chain,
      rowKey: eventRow(event.sequence),
    };
  };
  const putHead = async (changes: Record<string, unknown>, sign: boolean) => {
    const { partitionKey: _, rowKey: __, ...head } = await get('head');
    const changed = { ...head, ...changes };
    // The row is what `Head` says; it was read from where the program wrote it.
    const mac = sign ? macOfHead({ chain, ...changed } as never, key) : String(head.mac);
    await put({ ...changed, mac }, 'head');
  };
  /** Writes events anew from one place on, with the key: what follows is joined to it, and so is the head. */
  const rewriteFrom = async (first: number, last: number, changes: Record<string, unknown>, withHead = true) => {
    let { previousHash } = await get(first);
    let hash = String(previousHash);
    for (let place = first; place <= last; place += 1) {
      const row = rehashed(await get(place), place === first ? changes : {}, hash);
      await put(row);
      hash = String(row.hash);
    }
    previousHash = hash;
    if (withHead) await putHead({ hash: previousHash }, true);
  };
  const edit = async (place: number | string, changes: Record<string, unknown>) =>
    put({ ...(await get(place)), ...changes }, place);
  return { get, put, remove, rehashed, putHead, rewriteFrom, edit, key, chain };
}

/** A hash as somebody without the key would make one up. */
export const FALSE_HASH = 'f'.repeat(64);

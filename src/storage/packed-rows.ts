import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A binary property holds 64 KiB and a row 1 MiB (Table Storage); the emulator counts a row in Base64. */
const PIECE_BYTES = 60 * 1024;
const PIECES_PER_ROW = 12;

/**
 * Writes a JSON value under a key, deflated and cut into as many rows as it needs. Replaces what was there before;
 * repeating a write that was cut short leaves nothing of it behind that a reader could see.
 */
export async function writePacked(
  table: TableClient,
  partitionKey: string,
  key: string,
  value: unknown,
): Promise<void> {
  const bytes = await deflate(JSON.stringify(value));
  const pieces = cut(bytes, PIECE_BYTES);
  const rows = cut(pieces, PIECES_PER_ROW);
  for (const [index, row] of [...rows.entries()].reverse()) {
    const named = Object.fromEntries(row.map((piece, position) => [`p${String(position).padStart(2, '0')}`, piece]));
    // The first row tells how many there are and is written last.
    await table.upsertEntity({ partitionKey, rowKey: rowKeyOf(key, index), rows: rows.length, ...named }, 'Replace');
  }
}

/** Reads a value written by `writePacked`; `undefined` when there is none. */
export async function readPacked(table: TableClient, partitionKey: string, key: string): Promise<unknown> {
  for await (const [, value] of packedRows(table, partitionKey, `${key}~`, `${key}~~`)) return value;
  return undefined;
}

/** All values whose key starts with `prefix`, in the order of their keys, one at a time. */
export function packedValues(
  table: TableClient,
  partitionKey: string,
  prefix: string,
): AsyncGenerator<[string, unknown]> {
  return packedRows(table, partitionKey, prefix, `${prefix}~~`);
}

/** All values from one key up to, and without, another, in the order of their keys, one at a time. */
export function packedValuesBetween(
  table: TableClient,
  partitionKey: string,
  from: string,
  to: string,
): AsyncGenerator<[string, unknown]> {
  return packedRows(table, partitionKey, `${from}~`, `${to}~`);
}

const rowSchema = z.looseObject({ rowKey: z.string(), rows: z.number() });

async function* packedRows(
  table: TableClient,
  partitionKey: string,
  from: string,
  to: string,
): AsyncGenerator<[string, unknown]> {
  const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
  let pieces: Uint8Array[] = [];
  let awaited = 0;
  for await (const entity of table.listEntities({ queryOptions: { filter } })) {
    const row = rowSchema.parse(entity);
    const [key = '', index = ''] = row.rowKey.split('~');
    if (Number(index) === 0) [pieces, awaited] = [[], row.rows];
    for (const name of Object.keys(row)
      .filter((property) => /^p\d\d$/.test(property))
      .sort()) {
      pieces.push(z.instanceof(Uint8Array).parse(row[name]));
    }
    if (Number(index) !== awaited - 1) continue;
    yield [key, JSON.parse((await inflate(Buffer.concat(pieces))).toString('utf8'))];
    // Rows that follow under other numbers are left over from a longer value, or from a write that was cut short.
    [pieces, awaited] = [[], 0];
  }
}

function rowKeyOf(key: string, index: number): string {
  return `${key}~${String(index).padStart(4, '0')}`;
}

function cut<T extends { length: number; slice(from: number, to: number): T }>(whole: T, size: number): T[] {
  return Array.from({ length: Math.max(1, Math.ceil(whole.length / size)) }, (_, i) =>
    whole.slice(i * size, (i + 1) * size),
  );
}

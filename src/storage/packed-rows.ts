import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { SafeError } from '../safe-error.ts';
import type { RowMacs } from './row-macs.ts';

/** A binary property holds 64 KiB and a row 1 MiB (Table Storage); the emulator counts a row in Base64. */
const PIECE_BYTES = 60 * 1024;
const PIECES_PER_ROW = 12;

/** A value was not written by this program: nothing that rests on it can go on. */
export class ForeignValueError extends SafeError<'foreign_rows'> {
  override readonly name = 'ForeignValueError';
  override readonly isFinal = true;

  constructor(row: string) {
    super(
      'foreign_rows',
      `What is kept under ${row} was not written by this program: find out who can write that table.`,
    );
  }
}

/**
 * Writes a JSON value under a key, deflated and cut into as many rows as it needs. Replaces what was there before;
 * repeating a write that was cut short leaves nothing of it behind that a reader could see.
 */
export async function writePacked(
  table: TableClient,
  partitionKey: string,
  key: string,
  value: unknown,
  macs?: RowMacs,
): Promise<void> {
  // At once: nearly all are a few KiB, for which a way through the thread pool and back takes five times the processor time.
  const bytes = deflateRawSync(JSON.stringify(value));
  const proof = macs?.proofOf(proofName(table, partitionKey, key), bytes);
  const pieces = cut(bytes, PIECE_BYTES);
  const rows = cut(pieces, PIECES_PER_ROW);
  for (const [index, row] of [...rows.entries()].reverse()) {
    const named = Object.fromEntries(row.map((piece, position) => [`p${String(position).padStart(2, '0')}`, piece]));
    // The first row tells how many there are and is written last.
    await table.upsertEntity(
      { partitionKey, rowKey: rowKeyOf(key, index), rows: rows.length, ...named, ...(index === 0 ? proof : {}) },
      'Replace',
    );
  }
}

/** Reads a value written by `writePacked`; `undefined` when there is none. Throws `ForeignValueError` where `macs` are not right. */
export async function readPacked(
  table: TableClient,
  partitionKey: string,
  key: string,
  macs?: RowMacs,
): Promise<unknown> {
  for await (const [, value] of packedRows(table, partitionKey, `${key}~`, `${key}~~`, macs)) return value;
  return undefined;
}

/** All values whose key starts with `prefix`, in the order of their keys, one at a time. */
export function packedValues(
  table: TableClient,
  partitionKey: string,
  prefix: string,
  macs?: RowMacs,
): AsyncGenerator<[string, unknown]> {
  return packedRows(table, partitionKey, prefix, `${prefix}~~`, macs);
}

/** All values from one key up to, and without, another, in the order of their keys, one at a time. */
export function packedValuesBetween(
  table: TableClient,
  partitionKey: string,
  from: string,
  to: string,
  macs?: RowMacs,
): AsyncGenerator<[string, unknown]> {
  return packedRows(table, partitionKey, `${from}~`, `${to}~`, macs);
}

const rowSchema = z.looseObject({ rowKey: z.string(), rows: z.number() });

async function* packedRows(
  table: TableClient,
  partitionKey: string,
  from: string,
  to: string,
  macs?: RowMacs,
): AsyncGenerator<[string, unknown]> {
  const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
  let pieces: Uint8Array[] = [];
  let awaited = 0;
  let columns: unknown;
  for await (const entity of table.listEntities({ queryOptions: { filter } })) {
    const row = rowSchema.parse(entity);
    const [key = '', index = ''] = row.rowKey.split('~');
    if (Number(index) === 0) [pieces, awaited, columns] = [[], row.rows, row];
    for (const name of Object.keys(row)
      .filter((property) => /^p\d\d$/.test(property))
      .sort()) {
      pieces.push(z.instanceof(Uint8Array).parse(row[name]));
    }
    if (Number(index) !== awaited - 1) continue;
    const bytes = Buffer.concat(pieces);
    const name = proofName(table, partitionKey, key);
    if (macs !== undefined && !macs.isGenuine(name, bytes, columns)) throw new ForeignValueError(name);
    yield [key, JSON.parse(inflateRawSync(bytes).toString('utf8'))];
    // Rows that follow under other numbers are left over from a longer value, or from a write that was cut short.
    [pieces, awaited] = [[], 0];
  }
}

function proofName(table: TableClient, partitionKey: string, key: string): string {
  return `${table.tableName}/${partitionKey}/${key}`;
}

/** The key of the value that a row holds a part of. */
export function keyOfPacked(rowKey: string): string {
  return rowKey.split('~')[0] ?? '';
}

function rowKeyOf(key: string, index: number): string {
  return `${key}~${String(index).padStart(4, '0')}`;
}

function cut<T extends { length: number; slice(from: number, to: number): T }>(whole: T, size: number): T[] {
  return Array.from({ length: Math.max(1, Math.ceil(whole.length / size)) }, (_, i) =>
    whole.slice(i * size, (i + 1) * size),
  );
}

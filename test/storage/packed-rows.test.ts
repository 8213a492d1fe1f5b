import { randomBytes } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { describe, expect, it } from 'vitest';
import { packedValues, readPacked, writePacked } from '../../src/storage/packed-rows.ts';
import { freshStorageNames } from '../support/storage.ts';
import { startStorageProxy } from '../support/storage-proxy.ts';

const RUN = 'run-1';
const MIB = 1024 * 1024;

async function freshTable() {
  const names = freshStorageNames();
  const client = (connectionString = names.connectionString, maxRetries = 3) =>
    TableClient.fromConnectionString(connectionString, names.table('Packed'), {
      allowInsecureConnection: true,
      retryOptions: { maxRetries },
    });
  const table = client();
  await table.createTable();
  return { table, client };
}

/** A value of about so many bytes that no compression makes smaller. */
function large(bytes: number): { text: string; end: string } {
  return { text: randomBytes((bytes * 3) / 4).toString('base64'), end: 'loppu' };
}

async function listed(table: TableClient, prefix: string): Promise<[string, unknown][]> {
  const found: [string, unknown][] = [];
  for await (const one of packedValues(table, RUN, prefix)) found.push(one);
  return found;
}

describe('packed rows', () => {
  it.each([{}, [], null, '', 0, false, { ids: ['101', '102'], 'ä€\u{1f600}': [1.5, null] }, ['x'.repeat(3 * MIB)]])(
    'give back what was written (%#)',
    async (value) => {
      const { table } = await freshTable();
      await writePacked(table, RUN, 'part|000000', value);
      await expect(readPacked(table, RUN, 'part|000000')).resolves.toEqual(value);
    },
  );

  it('give back nothing for a key that was never written', async () => {
    const { table } = await freshTable();
    await expect(readPacked(table, RUN, 'part|000000')).resolves.toBeUndefined();
    await expect(listed(table, 'part|')).resolves.toEqual([]);
  });

  it('hold megabytes in several rows, each within what Table Storage takes', async () => {
    const { table } = await freshTable();
    const value = large(4 * MIB);
    await writePacked(table, RUN, 'part|000000', value);
    await expect(readPacked(table, RUN, 'part|000000')).resolves.toEqual(value);
    const sizes: number[] = [];
    for await (const row of table.listEntities<Record<string, unknown>>()) {
      const pieces = Object.values(row).filter((held) => held instanceof Uint8Array);
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(64 * 1024);
      sizes.push(pieces.reduce((sum, piece) => sum + piece.length, 0));
    }
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThan(MIB - 64 * 1024);
  });

  it('are replaced as a whole by a smaller value, and by a larger one again', async () => {
    const { table } = await freshTable();
    for (const value of [large(2 * MIB), { small: true }, large(MIB), [], large(3 * MIB)]) {
      await writePacked(table, RUN, 'part|000000', value);
      await writePacked(table, RUN, 'part|000001', 'the next');
      await expect(readPacked(table, RUN, 'part|000000')).resolves.toEqual(value);
      await expect(listed(table, 'part|')).resolves.toEqual([
        ['part|000000', value],
        ['part|000001', 'the next'],
      ]);
    }
  });

  it('come in the order of their keys, large and small', async () => {
    const { table } = await freshTable();
    const values = Array.from({ length: 12 }, (_, number) => (number % 5 === 1 ? large(MIB) : { number }));
    for (const number of [11, 2, 0, 5, 1, 10, 3, 9, 4, 8, 6, 7])
      await writePacked(table, RUN, key(number), values[number]);
    await expect(listed(table, 'part|')).resolves.toEqual(values.map((value, number) => [key(number), value]));
  });

  it('are told from those whose key only begins alike', async () => {
    const { table } = await freshTable();
    const keys = ['contacts', 'contacts-x', 'contacts|1', 'contacts0', 'contact', 'contactsx', 'Contacts'];
    for (const one of keys) await writePacked(table, RUN, one, `value of ${one}`);
    await writePacked(table, 'run-10', 'contacts', 'of another run');
    for (const one of keys) await expect(readPacked(table, RUN, one)).resolves.toBe(`value of ${one}`);
    await expect(readPacked(table, RUN, 'contacts|')).resolves.toBeUndefined();
    const keysOf = async (prefix: string) => (await listed(table, prefix)).map(([name]) => name);
    await expect(keysOf('contacts-')).resolves.toEqual(['contacts-x']);
    await expect(keysOf('contacts|')).resolves.toEqual(['contacts|1']);
    await expect(keysOf('contacts')).resolves.toEqual([
      'contacts-x',
      'contacts0',
      'contactsx',
      'contacts|1',
      'contacts',
    ]);
  });

  it('show nothing of a write that was cut short, and all of it when it is repeated', async () => {
    const { table, client } = await freshTable();
    const [before, value] = [large(MIB), large(MIB)];
    await writePacked(table, RUN, key(0), before);
    await writePacked(table, RUN, key(2), 'a small one');
    const proxy = await startStorageProxy();
    let rows = 0;
    proxy.fateOf = () => {
      rows += 1;
      return rows > 1 ? 'lost' : 'answered';
    };
    const shaky = client(proxy.connectionString, 0);
    for (const number of [1, 2]) {
      rows = 0;
      await expect(writePacked(shaky, RUN, key(number), value)).rejects.toThrow();
    }
    await expect(readPacked(table, RUN, key(1))).resolves.toBeUndefined();
    await expect(listed(table, 'part|')).resolves.toEqual([
      [key(0), before],
      [key(2), 'a small one'],
    ]);
    for (const number of [1, 2]) await writePacked(table, RUN, key(number), value);
    await expect(listed(table, 'part|')).resolves.toEqual([
      [key(0), before],
      [key(1), value],
      [key(2), value],
    ]);
  });
});

function key(number: number): string {
  return `part|${String(number).padStart(6, '0')}`;
}

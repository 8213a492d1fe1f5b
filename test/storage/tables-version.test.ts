import type { TableClient } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { connectStorage, type Storage } from '../../src/storage/connect.ts';
import type { Migration } from '../../src/storage/migrations.ts';
import { TablesClosedError } from '../../src/storage/tables-closed.ts';
import { ROW_MACS } from '../support/row-macs.ts';
import { byString, freshStorageNames, type StorageNames } from '../support/storage.ts';

const PATIENCE = { tries: 3, firstPauseMs: 2, longestPauseMs: 5, tryMs: 30_000 };
const PEOPLE = ['1', '2', '3', '4'];

/** A program with these steps, on tables of these names. */
function programWith(names: StorageNames, migrations: readonly Migration[] = []): Storage {
  const version = { macs: ROW_MACS, migrations, app: `1.${migrations.length}.0` };
  return connectStorage(byString(names.connectionString), names.register, PATIENCE, version, 0);
}

/** An invented step: a column gets another name, row by row. `dieAfter` so many rows the process dies. */
function renaming(from: string, name: string, to: number, dieAfter = Number.POSITIVE_INFINITY): Migration {
  let done = 0;
  return {
    to,
    async migrate({ erased }) {
      for (const row of await rowsOf(erased)) {
        if (!(from in row)) continue;
        if (done === dieAfter) throw new Error('died');
        done += 1;
        const { [from]: value, partitionKey = '', rowKey = '' } = row;
        await erased.updateEntity({ partitionKey, rowKey, [name]: value }, 'Replace');
      }
    },
  };
}

async function rowsOf(table: TableClient): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  for await (const { etag: _, timestamp: __, ...row } of table.listEntities<Record<string, string>>()) rows.push(row);
  return rows;
}

const versionOf = async ({ runs }: Storage) => {
  const { record } = await runs.getEntity<{ record: string }>('version', 'tables');
  return JSON.parse(record);
};

/** Tables of the first version, with somebody in them. */
async function firstTables(): Promise<StorageNames> {
  const names = freshStorageNames();
  const storage = programWith(names);
  await storage.prepare();
  for (const rowKey of PEOPLE) await storage.erased.createEntity({ partitionKey: 'people', rowKey, old: 'x' });
  return names;
}

test('tables say their version once, and tables from before there was a version are of the first', async () => {
  const names = freshStorageNames();
  const first = programWith(names);
  await first.prepare();
  expect(await versionOf(first)).toEqual({ tables: 1, from: null, app: '1.0.0' });
  const { etag } = await first.runs.getEntity('version', 'tables');
  await programWith(names).prepare();
  await first.prepare();
  expect((await first.runs.getEntity('version', 'tables')).etag).toBe(etag);
  await first.runs.deleteEntity('version', 'tables');
  await programWith(names).prepare();
  expect(await versionOf(first)).toMatchObject({ tables: 1 });
});

test('a migration that dies half-way shuts out the earlier program, and is finished by whoever comes next', async () => {
  const names = await firstTables();
  const earlier = programWith(names);
  await earlier.prepare();
  const dying = programWith(names, [renaming('old', 'new', 2, 2)]);
  await expect(dying.prepare()).rejects.toThrow('died');
  expect(await versionOf(dying)).toEqual({ tables: 2, from: 1, app: '1.1.0' });
  await expect(earlier.prepare()).rejects.toThrow(TablesClosedError);
  // Whoever comes next may be later still: it takes the step that died, and then its own.
  const next = programWith(names, [renaming('old', 'new', 2), renaming('new', 'newest', 3)]);
  await next.prepare();
  expect(await versionOf(next)).toEqual({ tables: 3, from: null, app: '1.2.0' });
  expect(await rowsOf(next.erased)).toEqual(PEOPLE.map((rowKey) => ({ partitionKey: 'people', rowKey, newest: 'x' })));
  await expect(dying.prepare()).rejects.toMatchObject({ code: 'tables_newer' });
});

test('several that migrate at once end with each step taken', async () => {
  const names = await firstTables();
  const programs = [1, 2, 3].map(() => programWith(names, [renaming('old', 'new', 2)]));
  await Promise.all(programs.map((program) => program.prepare()));
  const [one] = programs;
  if (one === undefined) throw new RangeError('there is no program');
  expect(await versionOf(one)).toEqual({ tables: 2, from: null, app: '1.1.0' });
  expect((await rowsOf(one.erased)).map((row) => row.new)).toEqual(['x', 'x', 'x', 'x']);
});

test('a program refuses newer tables by name, and neither makes nor writes one', async () => {
  const names = freshStorageNames();
  const later = programWith(names, [{ to: 2, migrate: async () => undefined }]);
  await later.prepare();
  await later.index.deleteTable();
  const earlier = programWith(names);
  await expect(earlier.prepare()).rejects.toThrow(
    /^The tables are of version 2, made by version 1\.1\.0 of the program; this one knows 1 at most/,
  );
  await expect(earlier.index.listEntities().next()).rejects.toMatchObject({ statusCode: 404 });
  expect(await versionOf(earlier)).toMatchObject({ tables: 2 });
});

test('a program that runs notices that a newer one has taken over', async () => {
  const names = await firstTables();
  const running = programWith(names);
  await running.prepare();
  await programWith(names, [renaming('old', 'new', 2)]).prepare();
  await expect(running.prepare()).rejects.toThrow(TablesClosedError);
});

test('a version that somebody else wrote proves no step, and one that is too high is refused all the same', async () => {
  const names = await firstTables();
  const storage = programWith(names, [renaming('old', 'new', 2)]);
  const record = JSON.stringify({ tables: 2, from: null, app: '1.1.0' });
  const row = { partitionKey: 'version', rowKey: 'tables', record, keyId: 'x', mac: 'x' };
  await storage.runs.upsertEntity(row, 'Replace');
  await storage.prepare();
  expect((await rowsOf(storage.erased)).map((person) => person.new)).toEqual(['x', 'x', 'x', 'x']);
  for (const forged of [record.replace('2', '7'), '{"tables":7}', 'nothing']) {
    await storage.runs.upsertEntity({ ...row, record: forged }, 'Replace');
    await expect(storage.prepare()).rejects.toThrow(TablesClosedError);
  }
});

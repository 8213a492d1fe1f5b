import { TableClient } from '@azure/data-tables';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tableOptions } from '../../src/storage/patience.ts';
import { SharedRow } from '../../src/storage/shared-row.ts';
import { freshStorageNames } from '../support/storage.ts';
import { type Fate, startStorageProxy } from '../support/storage-proxy.ts';

const schema = z.object({ count: z.int(), text: z.string().optional() });
type Value = z.infer<typeof schema>;

const KEY = ['budget', 'hubspot'] as const;
const PATIENCE = { tries: 2, firstPauseMs: 1, longestPauseMs: 1, tryMs: 60_000 };

async function tableOf() {
  const names = freshStorageNames();
  const client = (connectionString = names.connectionString) =>
    TableClient.fromConnectionString(connectionString, names.table('Index'), {
      ...tableOptions(PATIENCE),
      allowInsecureConnection: true,
    });
  const table = client();
  await table.createTable();
  const row = (connectionString?: string) => {
    const own = client(connectionString);
    return new SharedRow<Value>(async () => own, ...KEY, schema);
  };
  return { table, row };
}

/** Adds one; gives what was held before. */
const addOne = (row: SharedRow<Value>) =>
  row.change((held) => {
    if (held === 'unreadable') return { next: { count: 1 }, result: -1 };
    return { next: { count: (held?.count ?? 0) + 1 }, result: held?.count };
  });

const look = (row: SharedRow<Value>) => row.change((held) => ({ next: undefined, result: held }));

describe('SharedRow', () => {
  it('begins with nothing and keeps what a step made', async () => {
    const { row } = await tableOf();
    const one = row();
    expect(await look(one)).toBeUndefined();
    expect(await addOne(one)).toBeUndefined();
    expect(await addOne(one)).toBe(1);
    expect(await look(row())).toEqual({ count: 2 });
  });

  it('loses no change of several processes, whether the row was there before or not', async () => {
    const { row } = await tableOf();
    const rows = [row(), row(), row(), row()];
    await Promise.all(Array.from({ length: 40 }, (_, index) => addOne(rows[index % 4] ?? row())));
    expect(await look(row())).toEqual({ count: 40 });
  });

  it('usually needs one call, and reads again before it says that nothing is to be changed', async () => {
    const { row } = await tableOf();
    const proxy = await startStorageProxy();
    const one = row(proxy.connectionString);
    await addOne(one);
    proxy.seen.length = 0;
    await addOne(one);
    await addOne(one);
    expect(proxy.seen.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
    await addOne(row());
    proxy.seen.length = 0;
    expect(await look(one)).toEqual({ count: 4 });
    expect(proxy.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('sees what it wrote when the answer to that was lost', async () => {
    const { row } = await tableOf();
    const proxy = await startStorageProxy();
    const one = row(proxy.connectionString);
    await addOne(one);
    let lost = 1;
    proxy.fateOf = ({ method }): Fate => (method === 'PUT' && lost-- > 0 ? 'done_but_answer_lost' : 'answered');
    // The SDK sends it again, which conflicts with the first: the step is called with what that left.
    expect(await addOne(one)).toBe(2);
    expect(await look(row())).toEqual({ count: 3 });
  });

  it('fails when storage gives no answer, and goes on with the latest afterwards', async () => {
    const { row } = await tableOf();
    const proxy = await startStorageProxy();
    const one = row(proxy.connectionString);
    await addOne(one);
    proxy.fateOf = () => 'lost';
    await expect(addOne(one)).rejects.toMatchObject({ name: 'RestError' });
    await expect(look(one)).rejects.toMatchObject({ name: 'RestError' });
    proxy.fateOf = () => 'answered';
    await addOne(row());
    expect(await addOne(one)).toBe(2);
  });

  it('begins anew when somebody deleted the row', async () => {
    const { table, row } = await tableOf();
    const one = row();
    await addOne(one);
    await addOne(one);
    await table.deleteEntity(...KEY);
    expect(await addOne(one)).toBeUndefined();
  });

  it.each(['{', '{"count":"many"}', '[]'])('says that %s is unreadable, and replaces it', async (record) => {
    const { table, row } = await tableOf();
    await table.createEntity({ partitionKey: KEY[0], rowKey: KEY[1], record });
    expect(await look(row())).toBe('unreadable');
    expect(await addOne(row())).toBe(-1);
    expect(await look(row())).toEqual({ count: 1 });
  });

  it('writes nothing that is too large for a row', async () => {
    const { row } = await tableOf();
    const one = row();
    const large = one.change(() => ({ next: { count: 1, text: 'x'.repeat(32_000) }, result: undefined }));
    await expect(large).rejects.toMatchObject({ name: 'SharedRowError', code: 'value_too_large' });
    await addOne(one);
  });

  it('gives up when others are always faster', async () => {
    const { row } = await tableOf();
    const proxy = await startStorageProxy();
    const [one, other] = [row(proxy.connectionString), row()];
    await addOne(one);
    proxy.fateOf = async ({ method }): Promise<Fate> => {
      if (method === 'PUT') await addOne(other);
      return 'answered';
    };
    await expect(addOne(one)).rejects.toMatchObject({ code: 'row_always_busy' });
  });

  it('fails as storage does when there is no table', async () => {
    const names = freshStorageNames();
    const options = { ...tableOptions(PATIENCE), allowInsecureConnection: true };
    const table = TableClient.fromConnectionString(names.connectionString, names.table('None'), options);
    const one = new SharedRow<Value>(async () => table, ...KEY, schema);
    await expect(addOne(one)).rejects.toMatchObject({ statusCode: 404 });
  });
});

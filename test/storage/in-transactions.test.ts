import type { TableClient } from '@azure/data-tables';
import { describe, expect, it } from 'vitest';
import { deleteRows, putRows } from '../../src/storage/in-transactions.ts';
import { freshTable } from '../support/fresh-table.ts';
import { type Fate, firstTransaction, startStorageProxy } from '../support/storage-proxy.ts';

const PARTITIONS = ['a', 'b', 'c'];

/** So many rows in each of the partitions. */
function rows(each: readonly number[], value = 'first') {
  return each.flatMap((count, partition) =>
    Array.from({ length: count }, (_, index) => row(PARTITIONS[partition] ?? '', String(index), value)),
  );
}

function row(partitionKey: string, rowKey: string, value: string) {
  return { partitionKey, rowKey, value };
}

/** Everything in the table, as `partition/row=value`, in any order. */
async function held(table: TableClient): Promise<string[]> {
  const found: string[] = [];
  for await (const { partitionKey, rowKey, value } of table.listEntities<{ value: string }>()) {
    found.push(`${partitionKey}/${rowKey}=${value}`);
  }
  return found.sort();
}

const texts = (of: readonly ReturnType<typeof row>[]) =>
  of.map(({ partitionKey, rowKey, value }) => `${partitionKey}/${rowKey}=${value}`).sort();

async function behindProxy(maxRetries?: number) {
  const { table, through } = await freshTable();
  const proxy = await startStorageProxy();
  return { table, proxy, shaky: through(proxy.connectionString, maxRetries) };
}

describe('writing rows', () => {
  it('sends a hundred at a time, each transaction within one partition', async () => {
    const { table, proxy, shaky } = await behindProxy();
    const all = rows([250, 100, 1]);
    await putRows(shaky, all);
    expect(await held(table)).toEqual(texts(all));
    const sizes = proxy.seen.map(({ operations }) => operations);
    expect(sizes.sort((a, b) => a - b)).toEqual([1, 50, 100, 100, 100]);
  });

  it('sends nothing for nothing', async () => {
    const { proxy, shaky } = await behindProxy();
    await putRows(shaky, []);
    await deleteRows(shaky, []);
    expect(proxy.seen).toEqual([]);
  });

  it('replaces a row as a whole: what the new one lacks is gone', async () => {
    const { table } = await freshTable();
    const first = { ...row('a', '1', 'first'), more: 'of it' };
    await putRows(table, [first]);
    await putRows(table, [row('a', '1', 'second')]);
    const entity = await table.getEntity<Record<string, unknown>>('a', '1');
    expect(entity).toMatchObject({ value: 'second' });
    expect(entity).not.toHaveProperty('more');
  });

  it('takes the last of several rows with one key, and tells equal row keys of two partitions apart', async () => {
    const { table } = await freshTable();
    const twice = [row('a', '1', 'first'), row('b', '1', 'other'), row('a', '1', 'second'), row('a', '1', 'third')];
    await putRows(table, twice);
    expect(await held(table)).toEqual(['a/1=third', 'b/1=other']);
  });

  it('fails when there is no table', async () => {
    const { table } = await freshTable();
    await table.deleteTable();
    await expect(putRows(table, rows([1]))).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('deleting rows', () => {
  it('leaves all others', async () => {
    const { table } = await freshTable();
    const all = rows([250, 130, 1]);
    await putRows(table, all);
    const some = all.filter(({ rowKey }) => rowKey.endsWith('0') || rowKey.endsWith('5'));
    await deleteRows(table, some);
    expect(await held(table)).toEqual(texts(all.filter((one) => !some.includes(one))));
  });

  it('does not mind rows that are not there, be it one of a hundred or all', async () => {
    const { table } = await freshTable();
    const all = rows([250, 30]);
    const there = all.filter(({ partitionKey, rowKey }) => partitionKey === 'a' && rowKey !== '150');
    await putRows(table, [...there, row('z', '1', 'stays')]);
    await deleteRows(table, all);
    expect(await held(table)).toEqual(['z/1=stays']);
    await deleteRows(table, all);
    expect(await held(table)).toEqual(['z/1=stays']);
  });

  it('takes a key twice', async () => {
    const { table } = await freshTable();
    await putRows(table, rows([2]));
    await deleteRows(table, [row('a', '1', ''), row('a', '1', '')]);
    expect(await held(table)).toEqual(['a/0=first']);
  });

  it('fails when one of the rows can neither be deleted with the others nor alone', async () => {
    const { table, proxy, shaky } = await behindProxy(0);
    await putRows(table, rows([3]));
    proxy.fateOf = ({ method }) => (method === 'DELETE' ? 'lost' : 'answered');
    await expect(deleteRows(shaky, rows([4]))).rejects.toThrow();
    await deleteRows(table, rows([4]));
    expect(await held(table)).toEqual([]);
  });

  it('never takes a refusal of another kind for a missing row', async () => {
    const { table, proxy, shaky } = await behindProxy(0);
    await putRows(table, rows([3]));
    proxy.fateOf = firstTransaction('busy_503');
    await expect(deleteRows(shaky, rows([3]))).rejects.toThrow();
    expect(proxy.seen.map(({ path }) => path)).toEqual(['/$batch']);
    expect(await held(table)).toHaveLength(3);
  });
});

describe('a transaction that goes wrong', () => {
  const fates: Fate[] = ['lost', 'done_but_answer_lost', 'busy_503'];

  it.each(fates)('and is %s is sent again, and writes what it should', async (fate) => {
    const { table, proxy, shaky } = await behindProxy();
    await putRows(table, rows([120]));
    proxy.fateOf = firstTransaction(fate);
    await putRows(shaky, rows([120, 10], 'second'));
    expect(await held(table)).toEqual(texts(rows([120, 10], 'second')));
  });

  it.each(fates)('and is %s is sent again, and deletes what it should', async (fate) => {
    const { table, proxy, shaky } = await behindProxy();
    await putRows(table, rows([120, 10]));
    proxy.fateOf = firstTransaction(fate);
    await deleteRows(shaky, rows([110]));
    expect(await held(table)).toEqual(
      texts(rows([120, 10]).filter((one) => Number(one.rowKey) >= 110 || one.partitionKey === 'b')),
    );
  });

  it('because storage is too busy is an error, and does what it should when it is repeated', async () => {
    const { table, proxy, shaky } = await behindProxy();
    proxy.fateOf = firstTransaction('busy_429');
    await expect(putRows(shaky, rows([120, 10]))).rejects.toMatchObject({ statusCode: 429 });
    await putRows(shaky, rows([120, 10]));
    expect(await held(table)).toEqual(texts(rows([120, 10])));
    proxy.fateOf = firstTransaction('busy_429');
    await expect(deleteRows(shaky, rows([120]))).rejects.toMatchObject({ statusCode: 429 });
    await deleteRows(shaky, rows([120]));
    expect(await held(table)).toEqual(texts(rows([0, 10])));
  });

  it('for good leaves some of the rows, and writing them again leaves all', async () => {
    const { table, proxy, shaky } = await behindProxy(0);
    const all = rows([250, 10]);
    let transactions = 0;
    proxy.fateOf = () => {
      transactions += 1;
      return transactions > 2 ? 'lost' : 'answered';
    };
    await expect(putRows(shaky, all)).rejects.toThrow();
    expect((await held(table)).length).toBeLessThan(all.length);
    await putRows(table, all);
    expect(await held(table)).toEqual(texts(all));
  });
});

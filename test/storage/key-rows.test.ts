import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyRows } from '../../src/storage/key-rows.ts';
import { freshTable } from '../support/fresh-table.ts';
import { type Fate, firstTransaction, startStorageProxy } from '../support/storage-proxy.ts';

/** Keys like `201|101`, spread by the last digit of what comes first, as members of companies are. */
const byCompany = (key: string) => `members-${(key.split('|')[0] ?? '').slice(-1)}`;

async function freshKeys(partitionOf: (key: string) => string = byCompany) {
  const { table, through } = await freshTable();
  return { keys: new KeyRows(table, partitionOf), table, through };
}

describe('a set of keys', () => {
  it('lists what was added, in order, from one text up to and without another', async () => {
    const { keys } = await freshKeys(() => 'one');
    await keys.add(['b', 'd', 'a', 'c', 'bb']);
    expect(await keys.list('b', 'd')).toEqual(['b', 'bb', 'c']);
    expect(await keys.list('', '~')).toEqual(['a', 'b', 'bb', 'c', 'd']);
    expect(await keys.list('e', '~')).toEqual([]);
    expect(await keys.list('c', 'c')).toEqual([]);
  });

  it('holds each key once, however often it was added', async () => {
    const { keys } = await freshKeys();
    await keys.add(['201|101', '201|101', '201|102']);
    await keys.add(['201|101']);
    expect(await keys.list('201|', '201~')).toEqual(['201|101', '201|102']);
  });

  it('does not mind when a key that is not there is removed', async () => {
    const { keys } = await freshKeys();
    await keys.add(['201|101', '201|102']);
    await keys.remove(['201|102', '201|103', '201|102', '999|1']);
    expect(await keys.list('201|', '201~')).toEqual(['201|101']);
    await keys.remove([]);
    await keys.add([]);
    expect(await keys.list('201|', '201~')).toEqual(['201|101']);
  });

  it('tells the members of companies apart whose ids begin or end alike', async () => {
    const { keys } = await freshKeys();
    await keys.add(['1|7', '11|7', '111|8', '21|9', '1|77', '2|7']);
    expect(await keys.list('1|', '1~')).toEqual(['1|7', '1|77']);
    expect(await keys.list('11|', '11~')).toEqual(['11|7']);
    expect(await keys.list('111|', '111~')).toEqual(['111|8']);
    expect(await keys.list('3|', '3~')).toEqual([]);
  });

  it('lists more than the thousand rows of one answer, and none of another set in the same table', async () => {
    const { keys, table } = await freshKeys();
    const others = new KeyRows(table, (key) => `retry-${byCompany(key)}`);
    const numbers = Array.from({ length: 2_345 }, (_, index) => `201|${String(index).padStart(5, '0')}`);
    await keys.add(numbers);
    await others.add(['201|99999']);
    expect(await keys.list('201|', '201~')).toEqual(numbers);
    expect(await keys.list('201|00990', '201|01010')).toEqual(numbers.slice(990, 1_010));
    await keys.remove(numbers.filter((_, index) => index % 2 === 0));
    expect(await keys.list('201|', '201~')).toEqual(numbers.filter((_, index) => index % 2 === 1));
  });

  it.each<Fate>(['lost', 'done_but_answer_lost', 'busy_503'])(
    'is what it should be when the first transaction is %s',
    async (fate) => {
      const { keys, through } = await freshKeys();
      const proxy = await startStorageProxy();
      const shaky = new KeyRows(through(proxy.connectionString), byCompany);
      proxy.fateOf = firstTransaction(fate);
      await shaky.add(['201|101', '201|102', '202|103']);
      expect(await keys.list('201|', '201~')).toEqual(['201|101', '201|102']);
      expect(await keys.list('202|', '202~')).toEqual(['202|103']);
      proxy.fateOf = firstTransaction(fate);
      await shaky.remove(['201|101', '201|102', '201|104']);
      expect(await keys.list('201|', '201~')).toEqual([]);
      expect(await keys.list('202|', '202~')).toEqual(['202|103']);
    },
  );

  it('behaves as a set in memory would, whatever is added and removed', async () => {
    const key = fc
      .tuple(fc.constantFrom('1', '2', '11', '12', '201'), fc.constantFrom('7', '8', '70', '9007199254740993'))
      .map((both) => both.join('|'));
    const step = fc.record({ adds: fc.boolean(), some: fc.array(key, { maxLength: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const { keys } = await freshKeys();
        const model = new Set<string>();
        for (const { adds, some } of steps) {
          await (adds ? keys.add(some) : keys.remove(some));
          for (const one of some) adds ? model.add(one) : model.delete(one);
        }
        for (const company of ['1', '2', '11', '12', '201']) {
          const mine = [...model].filter((one) => one.startsWith(`${company}|`)).sort();
          expect(await keys.list(`${company}|`, `${company}~`)).toEqual(mine);
        }
      }),
      { seed: 20_261_123, numRuns: 15 },
    );
  });
});

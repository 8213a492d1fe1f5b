import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KeyedRows } from '../../src/storage/keyed-rows.ts';
import { freshTable } from '../support/fresh-table.ts';
import { ROW_MACS } from '../support/row-macs.ts';
import { type Fate, firstTransaction, startStorageProxy } from '../support/storage-proxy.ts';

const schema = z.object({ said: z.string() });
type Value = z.infer<typeof schema>;

async function freshRows() {
  const { table, through } = await freshTable();
  return { rows: new KeyedRows(table, 'contacts', schema, ROW_MACS), table, through };
}

const valuesOf = (ids: readonly string[], said = 'value'): [string, Value][] =>
  ids.map((id) => [id, { said: `${said} of ${id}` }]);

const numbered = (count: number, first = 1) => Array.from({ length: count }, (_, index) => String(first + index));

async function idsOf(rows: KeyedRows<Value>): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of rows.ids()) ids.push(id);
  return ids;
}

const inOrder = (ids: readonly string[]) => [...ids].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));

/** Ids that text, or floating point numbers, would put in another order or take for one another. */
const TRICKY = ['9', '10', '99', '100', '101', '9007199254740992', '9007199254740993', '999999999999999999'].concat([
  '1000000000000000000',
  '9223372036854775806',
  '9223372036854775807',
  '0',
]);

describe('values under ids', () => {
  it('give back hundreds of them, and leave out ids without a value', async () => {
    const { rows } = await freshRows();
    const values = valuesOf(numbered(437, 95));
    await rows.putMany(values);
    const asked = numbered(700);
    const some = values.filter(([id]) => asked.includes(id));
    expect(await rows.getMany(asked)).toEqual(new Map(some));
    expect(await rows.getRange(asked)).toEqual(new Map(some));
    expect(inOrder(await idsOf(rows))).toEqual(values.map(([id]) => id));
  });

  it('know nothing at first, and take nothing for an answer', async () => {
    const { rows } = await freshRows();
    expect(await rows.getMany(['1'])).toEqual(new Map());
    expect(await rows.getRange(['1', '5'])).toEqual(new Map());
    await rows.putMany(valuesOf(['0', '1']));
    expect(await rows.getMany([])).toEqual(new Map());
    expect(await rows.getRange([])).toEqual(new Map());
    await rows.putMany([]);
    await rows.deleteMany([]);
    expect((await idsOf(rows)).sort()).toEqual(['0', '1']);
  });

  it('are replaced, and the last of one id in one call counts', async () => {
    const { rows } = await freshRows();
    await rows.putMany(valuesOf(['1', '2', '11'], 'first'));
    await rows.putMany([...valuesOf(['1', '11'], 'second'), ...valuesOf(['1'], 'third')]);
    expect(await rows.getMany(['1', '2', '11', '1'])).toEqual(
      new Map([...valuesOf(['1'], 'third'), ...valuesOf(['2'], 'first'), ...valuesOf(['11'], 'second')]),
    );
  });

  it('are gone when deleted; ids without a value do not matter', async () => {
    const { rows } = await freshRows();
    await rows.putMany(valuesOf(numbered(300)));
    await rows.deleteMany([...numbered(250), '9999', '7', '7']);
    expect(inOrder(await idsOf(rows))).toEqual(numbered(50, 251));
    expect(await rows.getMany(['7', '250', '251'])).toEqual(new Map(valuesOf(['251'])));
  });

  it('keep all digits of ids, whatever their length', async () => {
    const { rows } = await freshRows();
    await rows.putMany(valuesOf(TRICKY));
    expect(await rows.getMany(TRICKY)).toEqual(new Map(valuesOf(TRICKY)));
    expect((await idsOf(rows)).sort()).toEqual([...TRICKY].sort());
  });

  it('are ranged by ids as whole numbers, and only those asked for are given', async () => {
    const { rows } = await freshRows();
    await rows.putMany(valuesOf(TRICKY));
    const ordered = inOrder(TRICKY);
    for (let from = 0; from < ordered.length; from += 1) {
      const ends = [ordered[from] ?? '', ordered.at(-1 - (from % 3)) ?? ''];
      expect(await rows.getRange(ends)).toEqual(new Map(valuesOf([...new Set(ends)])));
      expect(await rows.getRange(ordered.slice(from).reverse())).toEqual(new Map(valuesOf(ordered.slice(from))));
    }
  });

  it('are listed and ranged in their order, beyond the thousand rows of one answer', async () => {
    const { rows } = await freshRows();
    // All end alike, and so lie in one partition.
    const short = Array.from({ length: 2_150 }, (_, index) => `${index + 1}7`);
    const ids = [...short, '9007199254740997', '999999999999999997', '1000000000000000007', '9223372036854775807'];
    await rows.putMany(valuesOf(ids));
    expect(await idsOf(rows)).toEqual(ids);
    expect(await rows.getRange(ids)).toEqual(new Map(valuesOf(ids)));
    const middle = ids.slice(500, 1_800);
    expect(await rows.getRange(middle)).toEqual(new Map(valuesOf(middle)));
  });

  it('of another shape are as good as none, and can be replaced and deleted', async () => {
    const { rows, table } = await freshRows();
    const former = new KeyedRows(table, 'contacts', z.unknown(), ROW_MACS);
    const odd = [{ told: 'x' }, { said: 7 }, null, [], 'text', 0];
    await former.putMany(odd.map((value, index) => [String(10 + index), value]));
    await rows.putMany(valuesOf(['20', '30']));
    const all = [...numbered(6, 10), '20', '30'];
    expect(await rows.getMany(all)).toEqual(new Map(valuesOf(['20', '30'])));
    expect(await rows.getRange(all)).toEqual(new Map(valuesOf(['20', '30'])));
    expect(inOrder(await idsOf(rows))).toEqual(all);
    await rows.putMany(valuesOf(['10']));
    await rows.deleteMany(['11', '12', '13', '14', '15']);
    expect(await rows.getRange(all)).toEqual(new Map(valuesOf(['10', '20', '30'])));
    expect(inOrder(await idsOf(rows))).toEqual(['10', '20', '30']);
  });

  it('are apart from those of another name in the same table', async () => {
    const { rows, table } = await freshRows();
    const companies = new KeyedRows(table, 'companies', schema, ROW_MACS);
    const alike = new KeyedRows(table, 'contacts-1', schema, ROW_MACS);
    await rows.putMany(valuesOf(['1', '2'], 'contact'));
    await companies.putMany(valuesOf(['2', '3'], 'company'));
    await alike.putMany(valuesOf(['1', '4'], 'other'));
    await companies.deleteMany(['1', '3']);
    expect(await rows.getMany(['1', '2', '3', '4'])).toEqual(new Map(valuesOf(['1', '2'], 'contact')));
    expect(await companies.getRange(['1', '2', '3', '4'])).toEqual(new Map(valuesOf(['2'], 'company')));
    expect((await idsOf(rows)).sort()).toEqual(['1', '2']);
  });
});

describe('values under ids, over a shaky line', () => {
  it.each<Fate>(['lost', 'done_but_answer_lost', 'busy_503'])(
    'are what they should be when a request is %s',
    async (fate) => {
      const { rows, through } = await freshRows();
      const proxy = await startStorageProxy();
      const shaky = new KeyedRows(through(proxy.connectionString), 'contacts', schema, ROW_MACS);
      const ids = numbered(230);
      proxy.fateOf = firstTransaction(fate);
      await shaky.putMany(valuesOf(ids));
      expect(await rows.getRange(ids)).toEqual(new Map(valuesOf(ids)));
      // Whatever is asked for goes wrong the first time.
      const asked = new Set<string>();
      proxy.fateOf = ({ method, path }) => {
        const one = `${method} ${path}`;
        const fateOfOne = asked.has(one) ? 'answered' : fate;
        asked.add(one);
        return fateOfOne;
      };
      expect(await shaky.getMany([...ids, '999'])).toEqual(new Map(valuesOf(ids)));
      expect(await shaky.getRange(ids)).toEqual(new Map(valuesOf(ids)));
      await shaky.deleteMany([...ids.slice(10), '999']);
      expect(await rows.getRange(ids)).toEqual(new Map(valuesOf(ids.slice(0, 10))));
    },
  );

  it('cannot be read for none when storage does not answer', async () => {
    const { rows, through } = await freshRows();
    await rows.putMany(valuesOf(['1', '2']));
    const proxy = await startStorageProxy();
    proxy.fateOf = () => 'lost';
    const cut = new KeyedRows(through(proxy.connectionString, 0), 'contacts', schema, ROW_MACS);
    await expect(cut.getMany(['1'])).rejects.toThrow();
    await expect(cut.getRange(['1', '2'])).rejects.toThrow();
    await expect(idsOf(cut)).rejects.toThrow();
  });
});

describe('values under ids, and a map in memory', () => {
  const id = fc.constantFrom(...TRICKY, '7', '17', '27');
  const step = fc.oneof(
    fc.array(fc.tuple(id, fc.string()), { maxLength: 6 }).map((put) => ({ put, deleted: [] })),
    fc.array(id, { maxLength: 4 }).map((deleted) => ({ put: [], deleted })),
  );

  it('hold the same, whatever is put and deleted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), fc.array(id), async (steps, asked) => {
        const { rows } = await freshRows();
        const model = new Map<string, Value>();
        for (const { put, deleted } of steps) {
          await rows.putMany(put.map(([one, said]) => [one, { said }]));
          await rows.deleteMany(deleted);
          for (const [one, said] of put) model.set(one, { said });
          for (const one of deleted) model.delete(one);
        }
        const wanted = new Map([...model].filter(([one]) => asked.includes(one)));
        expect(await rows.getMany(asked)).toEqual(wanted);
        expect(await rows.getRange(asked)).toEqual(wanted);
        expect((await idsOf(rows)).sort()).toEqual([...model.keys()].sort());
      }),
      { seed: 20_261_123, numRuns: 20 },
    );
  });
});

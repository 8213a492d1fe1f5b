import { expect, test } from 'vitest';
import type { ErasureItem } from '../../../src/rights/erasure/item.ts';
import { engagementsOf, itemsOf } from '../../../src/rights/erasure/item-rows.ts';
import { ErasureItems } from '../../../src/rights/erasure/items.ts';
import { sampleItem } from '../../support/erasure-samples.ts';
import { freshTable } from '../../support/fresh-table.ts';
import { ROW_MACS } from '../../support/row-macs.ts';

const LIST = '20261123T081500000Z-5a6b7c8d';

async function fresh() {
  const { table } = await freshTable();
  return { table, items: new ErasureItems(table, ROW_MACS) };
}

const proposed = (contactId: string, given: Partial<ErasureItem> = {}) =>
  sampleItem(contactId, { status: 'proposed', begun: false, finishedAt: null, ...given });

async function all(items: ErasureItems, after?: string) {
  const found: ErasureItem[] = [];
  for await (const { engagementsKey: _, ...item } of items.all(LIST, after)) found.push(item);
  return found;
}

const notes = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => {
    const id = String(from + index * 7_919_317);
    return { type: 'notes', id, class: 'exclusive', modifiedAt: 1_300_000_000_000 + index * 86_399_999 } as const;
  });

test('items come back whole, in the order of their ids as numbers, from any place on', async () => {
  const { items } = await fresh();
  const people = [proposed('9'), proposed('10', { engagements: [] }), proposed('101'), proposed('2000000000000000001')];
  await items.put(LIST, [...people].reverse());
  expect(await all(items)).toEqual(people);
  expect(await all(items, '10')).toEqual(people.slice(2));
  expect(await all(items, '9')).toEqual(people.slice(1));
});

test('a person with tens of thousands of engagements is kept like any other', async () => {
  const { items } = await fresh();
  const people = [proposed('1'), proposed('2', { engagements: notes(40_000) }), proposed('3')];
  await items.put(LIST, people);
  expect(await all(items)).toEqual(people);
});

test('what becomes of an item is written without its engagements, which stay', async () => {
  const { items } = await fresh();
  await items.put(LIST, [proposed('1'), proposed('2')]);
  const item = await items.find(LIST, '1');
  if (item === undefined) throw new Error('it is not there');
  await items.mark(LIST, [{ ...item, begun: true }]);
  expect(await all(items)).toEqual([proposed('1', { begun: true }), proposed('2')]);
});

test('a write that is cut short behind the engagements leaves the item as it was', async () => {
  const { items, table } = await fresh();
  await items.put(LIST, [proposed('1', { engagements: notes(3) })]);
  const rows = await rowsOf(table, itemsOf(LIST));
  await items.put(LIST, [proposed('1', { engagements: notes(50_000, 5) })]);
  for (const row of rows) await table.upsertEntity(row, 'Replace');
  expect((await all(items))[0]?.engagements).toEqual(notes(3));
});

test('pages', async () => {
  const { items } = await fresh();
  await items.put(
    LIST,
    ['1', '2', '3'].map((id) => proposed(id)),
  );
  const ids = ({ items: some, next }: Awaited<ReturnType<typeof items.page>>) => [
    some.map((one) => one.contactId),
    next,
  ];
  expect(ids(await items.page(LIST, 2))).toEqual([['1', '2'], '2']);
  expect(ids(await items.page(LIST, 2, '2'))).toEqual([['3'], null]);
  expect(ids(await items.page(LIST, 3))).toEqual([['1', '2', '3'], null]);
  const odd = ({ contactId }: { contactId: string }) => contactId !== '2';
  expect(ids(await items.page(LIST, 1, undefined, odd))).toEqual([['1'], '1']);
  expect(ids(await items.page(LIST, 1, '1', odd))).toEqual([['3'], null]);
  expect(ids(await items.page(LIST, 1, '3', odd))).toEqual([[], null]);
});

test('at the end engagements are forgotten but for those that are to be kept', async () => {
  const { items, table } = await fresh();
  await items.put(
    LIST,
    ['1', '2'].map((id) => proposed(id)),
  );
  await items.put(LIST, [proposed('2', { status: 'done', engagements: notes(2) })]);
  await items.forgetEngagements(LIST, ({ status }) => status === 'done');
  expect((await all(items)).map(({ engagements }) => engagements)).toEqual([[], notes(2)]);
  expect(await rowsOf(table, engagementsOf(LIST))).toHaveLength(1);
  await items.forgetEngagements(LIST);
  expect(await rowsOf(table, engagementsOf(LIST))).toEqual([]);
});

test('an item that somebody else wrote has failed, and engagements that they took away or changed stop everything', async () => {
  const { items, table } = await fresh();
  await items.put(LIST, [proposed('1')]);
  const [row] = await rowsOf(table, itemsOf(LIST));
  const [engagements] = await rowsOf(table, engagementsOf(LIST));
  const record = String(row?.record).replace('"begun":false', '"begun":true');
  await table.upsertEntity({ partitionKey: itemsOf(LIST), rowKey: String(row?.rowKey), record }, 'Merge');
  expect(await items.find(LIST, '1')).toMatchObject({ status: 'failed', reason: 'foreign_row', begun: false });
  await table.upsertEntity({ partitionKey: itemsOf(LIST), rowKey: String(row?.rowKey), record: '{' }, 'Merge');
  await expect(items.find(LIST, '1')).rejects.toMatchObject({ code: 'foreign_rows' });
  await items.put(LIST, [proposed('1')]);
  await table.upsertEntity({ ...keysOf(engagements), mac: '0'.repeat(64) }, 'Merge');
  await expect(all(items)).rejects.toMatchObject({ code: 'foreign_rows' });
  await table.deleteEntity(engagementsOf(LIST), String(engagements?.rowKey));
  await expect(all(items)).rejects.toMatchObject({ code: 'engagements_missing' });
});

type Row = Record<string, unknown> & { partitionKey: string; rowKey: string };

async function rowsOf(table: Awaited<ReturnType<typeof fresh>>['table'], partition: string): Promise<Row[]> {
  const rows: Row[] = [];
  const queryOptions = { filter: `PartitionKey eq '${partition}'` };
  for await (const { etag: _, timestamp: __, ...row } of table.listEntities({ queryOptions }))
    rows.push({ ...row, partitionKey: partition, rowKey: row.rowKey ?? '' });
  return rows;
}

function keysOf(row: Row | undefined) {
  return { partitionKey: row?.partitionKey ?? '', rowKey: row?.rowKey ?? '' };
}

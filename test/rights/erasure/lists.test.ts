import { expect, test } from 'vitest';
import { newRevision } from '../../../src/runs/run.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import { LISTS, listRow } from '../../../src/rights/erasure/list-rows.ts';
import { ErasureLists } from '../../../src/rights/erasure/lists.ts';
import { sampleList } from '../../support/erasure-samples.ts';
import { freshTable } from '../../support/fresh-table.ts';
import { ROW_MACS } from '../../support/row-macs.ts';

const idOf = (minute: number) => `20261123T08${String(minute).padStart(2, '0')}00000Z-0000000a`;
const aList = (minute: number, given: Partial<ErasureList> = {}) =>
  sampleList({ id: idOf(minute), state: 'awaiting_approval', revision: newRevision(), ...given });

async function fresh() {
  const { table } = await freshTable();
  return { table, lists: new ErasureLists(table, ROW_MACS) };
}

async function stored(lists: ErasureLists, minute: number) {
  const found = await lists.find(idOf(minute));
  if (found === undefined) throw new Error('there is no such list');
  return found;
}

test('lists are shown newest first, in pages', async () => {
  const { lists } = await fresh();
  for (const minute of [1, 3, 2]) await lists.create(aList(minute));
  const ids = async (most: number, before?: string) => (await lists.latest(most, before)).map(({ id }) => id);
  expect(await ids(2)).toEqual([idOf(3), idOf(2)]);
  expect(await ids(2, idOf(2))).toEqual([idOf(1)]);
  expect(await lists.find('nothing like an id')).toBeUndefined();
});

test('of two that change a list at the same moment one wins', async () => {
  const { lists } = await fresh();
  await lists.create(aList(1));
  const seen = await stored(lists, 1);
  const saves = await Promise.all(['a', 'b', 'c'].map((problem) => lists.save(seen, { problem })));
  expect(saves.map(({ kind }) => kind).sort()).toEqual(['changed', 'changed', 'saved']);
});

test('one list at a time is approved and unfinished, also when two are approved at the same moment', async () => {
  const { lists } = await fresh();
  for (const minute of [1, 2]) await lists.create(aList(minute));
  const [one, other] = [await stored(lists, 1), await stored(lists, 2)];
  const saves = await Promise.all([one, other].map((list) => lists.save(list, { state: 'checking' })));
  const winner = saves.findIndex(({ kind }) => kind === 'saved');
  expect(saves[1 - winner]).toEqual({ kind: 'another_active', id: idOf(winner + 1) });
  // It goes on without another asking for it, and makes room at its end.
  const approved = await lists.save(await stored(lists, winner + 1), { state: 'approved' });
  expect(approved.kind).toBe('saved');
  expect((await lists.save(await stored(lists, 2 - winner), { state: 'checking' })).kind).toBe('another_active');
  await lists.save(await stored(lists, winner + 1), { state: 'cancelled' });
  expect((await lists.save(await stored(lists, 2 - winner), { state: 'checking' })).kind).toBe('saved');
});

test('a row that names a list which has come to its end keeps no other from being approved', async () => {
  const { lists, table } = await fresh();
  await lists.create(aList(1, { state: 'cancelled' }));
  await lists.create(aList(2));
  await table.createEntity({ partitionKey: LISTS, rowKey: 'active', id: idOf(1) });
  expect((await lists.save(await stored(lists, 2), { state: 'checking' })).kind).toBe('changed');
  expect((await lists.save(await stored(lists, 2), { state: 'checking' })).kind).toBe('saved');
});

test('a list that somebody else wrote, or changed, has failed', async () => {
  const { lists, table } = await fresh();
  await lists.create(aList(1));
  const record = JSON.stringify({ ...(await stored(lists, 1)).list, state: 'approved' });
  await table.updateEntity({ partitionKey: LISTS, rowKey: listRow(idOf(1)), record }, 'Merge');
  expect((await stored(lists, 1)).list).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('not written'),
  });
  expect(await lists.inStates(['approved', 'awaiting_approval'])).toEqual([]);
  // What is no list at all stands in nobody's way.
  await table.createEntity({ partitionKey: LISTS, rowKey: listRow(idOf(2)), state: 'approved', record: '{' });
  expect(await lists.inStates(['approved'])).toEqual([]);
  expect(await lists.find(idOf(2))).toBeUndefined();
  expect((await lists.latest(5)).map(({ id }) => id)).toEqual([idOf(1)]);
});

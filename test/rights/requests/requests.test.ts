import { expect, test } from 'vitest';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { Requests } from '../../../src/rights/requests/requests.ts';
import { freshTable } from '../../support/fresh-table.ts';
import { requestOf } from '../../support/request-samples.ts';
import { ROW_MACS } from '../../support/row-macs.ts';

async function fresh() {
  const { table } = await freshTable();
  return { table, requests: new Requests(table, ROW_MACS) };
}

const saved = async (requests: Requests, request: PersonRequest, change: Partial<PersonRequest>) => {
  const stored = await requests.find(request.id);
  return stored === undefined ? undefined : requests.save(stored, change);
};

test('keeps one, and tells what its contacts have open until it has ended', async () => {
  const { requests } = await fresh();
  const request = requestOf({ contactIds: ['9', '10'], receivedOn: '2026-11-05' });
  expect(await requests.create(request)).toBe(true);
  expect((await requests.find(request.id))?.request).toEqual(request);
  const open = { id: request.id, kind: 'access', dueOn: '2026-12-07' };
  expect(await requests.openOf(['10', '11'])).toEqual(new Map([['10', [open]]]));
  expect(await requests.openOf(['8', '11'])).toEqual(new Map());
  expect([...(await requests.openContacts()).keys()]).toEqual(['9', '10']);
  await saved(requests, request, { extension: { reason: 'number', on: '2026-11-06', by: 'one' } });
  expect((await requests.openOf(['9'])).get('9')).toEqual([{ ...open, dueOn: '2027-02-05' }]);
  await saved(requests, request, { state: 'withdrawn' });
  expect(await requests.openContacts()).toEqual(new Map());
  expect(await requests.open()).toEqual([]);
});

test('nobody has two of one kind open, and may have one again when it has ended', async () => {
  const { requests } = await fresh();
  const first = requestOf({ contactIds: ['1', '2'] });
  expect(await requests.create(first)).toBe(true);
  expect(await requests.create(requestOf({ contactIds: ['2', '3'] }))).toBe(false);
  expect(await requests.create(requestOf({ contactIds: ['2', '3'], kind: 'erasure' }))).toBe(true);
  expect([...(await requests.openContacts())].map(([id, open]) => [id, open.map(({ kind }) => kind)])).toEqual([
    ['1', ['access']],
    ['2', ['access', 'erasure']],
    ['3', ['erasure']],
  ]);
  await saved(requests, first, { state: 'answered' });
  expect(await requests.create(requestOf({ contactIds: ['2'] }))).toBe(true);
});

test('of two who act at once, one', async () => {
  const { requests } = await fresh();
  const request = requestOf({});
  await requests.create(request);
  const stored = await requests.find(request.id);
  if (stored === undefined) throw new Error('It was kept.');
  expect((await requests.save(stored, { state: 'assessing' }))?.request.state).toBe('assessing');
  expect(await requests.save(stored, { state: 'withdrawn' })).toBeUndefined();
  expect((await requests.find(request.id))?.request.state).toBe('assessing');
});

test('lists the latest first, those without a contact too', async () => {
  const { requests } = await fresh();
  const all = [1, 2, 3].map((hour) => requestOf({ contactIds: [] }, Date.UTC(2026, 10, 23, hour)));
  for (const one of all) await requests.create(one);
  const ids = all.map(({ id }) => id).toReversed();
  expect((await requests.latest(2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect((await requests.latest(2, ids[1])).map(({ id }) => id)).toEqual(ids.slice(2));
  expect((await requests.open()).map(({ id }) => id)).toEqual(ids);
});

test('a row of somebody else is no request, and what a contact has open is not told by it', async () => {
  const { table, requests } = await fresh();
  const request = requestOf({ contactIds: ['7'] });
  await requests.create(request);
  for await (const row of table.listEntities()) {
    const record = String(row.record).replace('2026', '2036');
    const [partitionKey = '', rowKey = ''] = [row.partitionKey, row.rowKey];
    await table.updateEntity({ partitionKey, rowKey, record }, 'Merge');
  }
  expect(await requests.find(request.id)).toBeUndefined();
  expect(await requests.latest(5)).toEqual([]);
  await expect(requests.openOf(['7'])).rejects.toMatchObject({ code: 'foreign_rows' });
  await expect(requests.openContacts()).rejects.toMatchObject({ code: 'foreign_rows' });
});

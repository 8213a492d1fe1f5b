import { describe, expect, test } from 'vitest';
import { addRecord, archiveRecord, associate, editRecord } from '../../../local/simulator/change.ts';
import { addMany, idsIn, NOW, nextOf, OBJECTS, run } from './running.ts';

type Filter = Record<string, unknown>;

function searching(filters: Filter[], more: Record<string, unknown> = {}) {
  const filterGroups = filters.length > 0 ? [{ filters }] : [];
  return { filterGroups, sorts: [], properties: [], limit: 200, after: '0', ...more };
}

const SEARCH = `${OBJECTS}/contacts/search`;
const UNLIMITED = { limits: { searchPerSecond: 1000 } };

describe('search', () => {
  test.each<[Filter, string[]]>([
    [{ propertyName: 'firstname', operator: 'EQ', value: 'AINO' }, ['1']],
    [{ propertyName: 'firstname', operator: 'NEQ', value: 'Aino' }, ['2', '3']],
    [{ propertyName: 'firstname', operator: 'IN', values: ['aino', 'väinö'] }, ['1', '2']],
    [{ propertyName: 'firstname', operator: 'NOT_IN', values: ['aino'] }, ['2', '3']],
    [{ propertyName: 'firstname', operator: 'HAS_PROPERTY' }, ['1', '2']],
    [{ propertyName: 'firstname', operator: 'NOT_HAS_PROPERTY' }, ['3']],
    [{ propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*nino' }, []],
    [{ propertyName: 'email', operator: 'CONTAINS_TOKEN', value: 'yritys*' }, ['1']],
    [{ propertyName: 'email', operator: 'NOT_CONTAINS_TOKEN', value: 'yritys' }, ['2', '3']],
    [{ propertyName: 'hs_object_id', operator: 'GT', value: '1' }, ['2', '3']],
    [{ propertyName: 'hs_object_id', operator: 'GTE', value: '3' }, ['3']],
    [{ propertyName: 'hs_object_id', operator: 'LT', value: '2' }, ['1']],
    [{ propertyName: 'lastmodifieddate', operator: 'LTE', value: String(Date.parse('2021-01-01T00:00:00Z')) }, ['1']],
    [
      {
        propertyName: 'lastmodifieddate',
        operator: 'BETWEEN',
        value: '2021-06-01T00:00:00Z',
        highValue: '2022-01-01T00:00:00Z',
      },
      ['2'],
    ],
    [{ propertyName: 'associations.company', operator: 'EQ', value: '7' }, ['2']],
  ])('%j', async (filter, ids) => {
    const { ask, account } = await run();
    const add = (id: string, year: string, properties: Record<string, string>) =>
      addRecord(account, 'contacts', { id, properties, createdAt: `${year}-01-01T00:00:00.000Z` });
    add('1', '2021', { firstname: 'Aino', email: 'aino@yritys.fi' });
    add('2', '2022', { firstname: 'Väinö' });
    add('3', '2023', {});
    addRecord(account, 'companies', { id: '7', properties: {}, createdAt: '2020-01-01T00:00:00Z' });
    associate(account, 'contacts', '2', 'companies', '7');
    const reply = await ask('POST', SEARCH, searching([filter]));
    expect(reply.status).toBe(200);
    expect(idsIn(reply)).toEqual(ids);
    expect(reply.body.total).toBe(ids.length);
  });

  test('groups are alternatives; query looks at names and addresses', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 3, { lastname: 'Virtanen' });
    const group = (value: string) => ({ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value }] });
    expect(idsIn(await ask('POST', SEARCH, searching([], { filterGroups: [group('1'), group('3')] })))).toEqual([
      '1',
      '3',
    ]);
    expect(idsIn(await ask('POST', SEARCH, searching([], { query: 'virtanen' })))).toHaveLength(3);
  });

  test('pages on, and sorts by one property', async () => {
    const { ask, account } = await run(UNLIMITED);
    addMany(account, 'contacts', 5);
    editRecord(account, 'contacts', '2', {}, NOW);
    const sorts = [{ propertyName: 'lastmodifieddate', direction: 'DESCENDING' }];
    const first = await ask('POST', SEARCH, searching([], { sorts, limit: 3 }));
    expect(idsIn(first)).toEqual(['2', '1', '3']);
    const rest = await ask('POST', SEARCH, searching([], { sorts, limit: 3, after: nextOf(first) }));
    expect(idsIn(rest)).toEqual(['4', '5']);
    expect(nextOf(rest)).toBeUndefined();
    expect(idsIn(await ask('POST', SEARCH, searching([], { sorts: ['-hs_object_id'] })))).toEqual([
      '5',
      '4',
      '3',
      '2',
      '1',
    ]);
    expect((await ask('POST', SEARCH, searching([], { sorts: ['email', 'phone'] }))).status).toBe(400);
  });

  test('shows the first 10,000 and refuses to go beyond', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 10_050);
    const last = await ask('POST', SEARCH, searching([], { after: '9800' }));
    expect(last).toMatchObject({ status: 200, body: { total: 10_050 } });
    expect(nextOf(last)).toBe('10000');
    expect((await ask('POST', SEARCH, searching([], { after: '10000' }))).status).toBe(400);
    expect((await ask('POST', SEARCH, searching([], { after: '9801' }))).status).toBe(400);
  });

  test('archived records never come back', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 2);
    archiveRecord(account, 'contacts', '1', NOW);
    expect(idsIn(await ask('POST', SEARCH, searching([])))).toEqual(['2']);
  });

  const known = { propertyName: 'email', operator: 'HAS_PROPERTY' };
  test.each<[string, Record<string, unknown>]>([
    ['a page over 200', searching([], { limit: 201 })],
    ['six groups', searching([], { filterGroups: Array.from({ length: 6 }, () => ({ filters: [known] })) })],
    ['seven filters in a group', searching(Array.from({ length: 7 }, () => known))],
    [
      'nineteen filters',
      searching([], {
        filterGroups: Array.from({ length: 4 }, () => ({ filters: Array.from({ length: 5 }, () => known) })),
      }),
    ],
    ['over 3,000 characters', searching([{ propertyName: 'email', operator: 'EQ', value: 'x'.repeat(3000) }])],
    ['NOT_HAS_PROPERTY with a value', searching([{ propertyName: 'email', operator: 'NOT_HAS_PROPERTY', value: 'x' }])],
    ['IN without values', searching([{ propertyName: 'email', operator: 'IN', value: 'x' }])],
    ['BETWEEN without an upper bound', searching([{ propertyName: 'email', operator: 'BETWEEN', value: 'x' }])],
    ['an unknown property', searching([{ propertyName: 'nosuch', operator: 'EQ', value: 'x' }])],
  ])('%s is 400', async (_, body) => {
    const { ask } = await run();
    expect((await ask('POST', SEARCH, body)).status).toBe(400);
  });

  test('an unknown operator is 400, and so is a filter without one', async () => {
    const { ask } = await run({ asksWrongly: true });
    expect(
      (await ask('POST', SEARCH, searching([{ propertyName: 'email', operator: 'LIKE', value: 'x' }]))).status,
    ).toBe(400);
    expect((await ask('POST', SEARCH, searching([{ propertyName: 'email', value: 'x' }]))).status).toBe(400);
  });

  test('a change shows only when the index has caught up', async () => {
    let now = NOW;
    const { ask, account } = await run({ now: () => now, indexLagMs: 30_000, ...UNLIMITED });
    addMany(account, 'contacts', 1, { firstname: 'Aino' });
    const firstname = (value: string) => searching([{ propertyName: 'firstname', operator: 'EQ', value }]);
    await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { firstname: 'Aili' } });
    addRecord(
      account,
      'contacts',
      { id: '2', properties: { firstname: 'Aili' }, createdAt: '2026-11-23T10:00:00Z' },
      now,
    );
    now += 29_999;
    expect(idsIn(await ask('POST', SEARCH, firstname('Aino')))).toEqual(['1']);
    expect(idsIn(await ask('POST', SEARCH, firstname('Aili')))).toEqual([]);
    now += 1;
    expect(idsIn(await ask('POST', SEARCH, firstname('Aino')))).toEqual([]);
    expect(idsIn(await ask('POST', SEARCH, firstname('Aili')))).toEqual(['1', '2']);
  });
});

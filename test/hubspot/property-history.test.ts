import { describe, expect, test } from 'vitest';
import { archiveRecord, editRecord, purgeRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { byUser, byWorkflow } from '../../local/simulator/sources.ts';
import { readHistories } from '../../src/hubspot/property-history.ts';
import { handmadeHubSpot, idsOf } from '../support/handmade-hubspot.ts';
import { addMany, NOW, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const READ = 'POST /crm/objects/2026-09/contacts/batch/read';
const MINUTE = 60_000;

const entry = (value: string, timestamp: string, more: object = {}) => ({
  value,
  timestamp,
  sourceType: 'CRM_UI',
  sourceId: 'userId:7',
  updatedByUserId: 7,
  ...more,
});
const shown = (id: string, propertiesWithHistory?: unknown) => ({
  id,
  properties: { email: null },
  createdAt: '2020-01-01T00:00:00Z',
  updatedAt: '2020-01-01T00:00:00Z',
  archived: false,
  propertiesWithHistory,
});

describe('the history of properties', () => {
  test('is told newest first, with its sources, beside the values of the same moment', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 1);
    editRecord(account, 'contacts', '1', { jobtitle: 'Johtaja' }, NOW - 2 * MINUTE, byUser(7));
    editRecord(account, 'contacts', '1', { jobtitle: '' }, NOW - MINUTE, byWorkflow(3));
    const { found, missing, unread } = await readHistories(access, 'contacts', ['1'], ['email'], ['jobtitle', 'phone']);
    expect([missing.size, unread.size]).toEqual([0, 0]);
    expect(found.get('1')?.record.properties).toMatchObject({ email: null });
    expect(found.get('1')?.history.get('jobtitle')).toEqual([
      {
        value: '',
        at: NOW - MINUTE,
        sourceType: 'AUTOMATION_PLATFORM',
        updatedByUserId: undefined,
        sourceId: 'enrollmentId:3;actionExecutionIndex:0',
      },
      { value: 'Johtaja', at: NOW - 2 * MINUTE, sourceType: 'CRM_UI', sourceId: 'userId:7', updatedByUserId: 7 },
    ]);
    expect(found.get('1')?.history.get('phone') ?? []).toEqual([]);
  });

  test('is sorted whatever the order of the answer', async () => {
    const past = [entry('a', '2026-01-01T00:00:00Z'), entry('b', '2026-03-01T00:00:00Z'), entry('c', '1770000000000')];
    const { access } = await handmadeHubSpot(() => ({
      body: { results: [shown('1', { jobtitle: past, email: null })] },
    }));
    const { found } = await readHistories(access, 'contacts', ['1'], [], ['jobtitle']);
    expect(
      found
        .get('1')
        ?.history.get('jobtitle')
        ?.map(({ value }) => value),
    ).toEqual(['b', 'c', 'a']);
    expect(found.get('1')?.history.get('email')).toEqual([]);
  });

  test('is asked for in fifties', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 120);
    const { found } = await readHistories(access, 'contacts', ids, [], ['email']);
    expect([...found.keys()].sort()).toEqual([...ids].sort());
    expect(requests()).toEqual(Array(3).fill(`${READ} 200`));
  });

  test('says who is missing: gone, in the bin, or merged into another', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 5);
    purgeRecord(account, 'contacts', '1', NOW);
    archiveRecord(account, 'contacts', '2', NOW);
    mergeRecords(account, 'contacts', '3', '4', NOW);
    const { found, missing, unread } = await readHistories(
      access,
      'contacts',
      ['1', '2', '3', '4', '5'],
      [],
      ['email'],
    );
    expect([...found.keys()]).toEqual(['5']);
    expect([...missing].sort()).toEqual(['1', '2', '3', '4']);
    expect(unread.size).toBe(0);
  });

  test('asks once more for whom an answer leaves out', async () => {
    let asked = 0;
    const { access } = await handmadeHubSpot((request) => {
      asked += 1;
      return { body: { results: asked === 1 ? [shown('1', {})] : idsOf(request).map((id) => shown(id, {})) } };
    });
    const { found, missing } = await readHistories(access, 'contacts', ['1', '2'], [], ['email']);
    expect([...found.keys()]).toEqual(['1', '2']);
    expect(missing.size).toBe(0);
  });

  test.each([
    ['absent', undefined],
    ['a list', []],
    ['with a time that is none', { jobtitle: [entry('a', 'soon')] }],
    ['without a source', { jobtitle: [entry('a', '2026-01-01T00:00:00Z', { sourceType: undefined })] }],
    ['with a value that is no text', { jobtitle: [entry('a', '2026-01-01T00:00:00Z', { value: 1 })] }],
  ])('that is %s leaves that record unread, and no other', async (_, history) => {
    const { access } = await handmadeHubSpot(() => ({ body: { results: [shown('1', history), shown('2', {})] } }));
    const { found, unread } = await readHistories(access, 'contacts', ['1', '2'], [], ['jobtitle']);
    expect([...found.keys()]).toEqual(['2']);
    expect([...unread.keys()]).toEqual(['1']);
  });

  test('is not taken from a record that answers in the place of another, nor from an archived one', async () => {
    const { access } = await handmadeHubSpot(() => ({
      body: { results: [shown('9', {}), { ...shown('2', {}), archived: true }] },
    }));
    const { found, missing } = await readHistories(access, 'contacts', ['1', '2'], [], ['email']);
    expect(found.size).toBe(0);
    expect([...missing].sort()).toEqual(['1', '2']);
  });

  test('of a record with an error is unread', async () => {
    const errors = [{ category: 'INTERNAL_ERROR', context: { ids: ['2'] } }];
    const { access } = await handmadeHubSpot(() => ({ status: 207, body: { results: [shown('1', {})], errors } }));
    const { found, unread } = await readHistories(access, 'contacts', ['1', '2'], [], ['email']);
    expect([...found.keys()]).toEqual(['1']);
    expect(unread).toEqual(new Map([['2', 'INTERNAL_ERROR']]));
  });

  test('of some is read though HubSpot refuses the batch for one of them', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 8);
    simulator.faults.add({
      match: ({ body }) => JSON.stringify(body ?? '').includes('"id":"3"'),
      kind: '400',
    });
    const { found, unread } = await readHistories(access, 'contacts', ids, [], ['email']);
    expect([...found.keys()].sort()).toEqual(ids.filter((id) => id !== '3'));
    expect([...unread.keys()]).toEqual(['3']);
  });
});

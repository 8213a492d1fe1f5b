import { describe, expect, test } from 'vitest';
import { archiveRecord, purgeRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { readMemberships } from '../../src/hubspot/memberships.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { ADDED, addList } from '../support/marketing.ts';
import { addMany, NOW, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const LISTS = '/crm/lists/2026-09';
const AT = Date.parse(ADDED);

async function withLists(count: number, options: Parameters<typeof simulatedHubSpot>[0] = {}) {
  const hubspot = await simulatedHubSpot(options);
  addMany(hubspot.account, 'contacts', 2);
  for (let id = 1; id <= count; id += 1) addList(hubspot.account, String(id), `Lista ${id}`, ['1']);
  return hubspot;
}

describe('the lists of a contact', () => {
  test('come with their names and times', async () => {
    const { access, account, requests } = await withLists(1);
    addList(account, '2', 'Muiden lista', ['2']);
    expect(await readMemberships(access, '1')).toEqual({
      kind: 'read',
      memberships: [{ listId: '1', name: 'Lista 1', firstAddedAt: AT, lastAddedAt: AT }],
    });
    expect(requests()).toEqual([`GET ${LISTS}/records/0-1/1/memberships 200`, `GET ${LISTS} 200`]);
  });

  test('are none where there are none', async () => {
    const { access, requests } = await withLists(0);
    expect(await readMemberships(access, '1')).toEqual({ kind: 'read', memberships: [] });
    expect(requests()).toHaveLength(1);
  });

  test('are told from a missing scope', async () => {
    const { access, simulator } = await withLists(1);
    simulator.missingScopes.add('crm.lists.read');
    expect(await readMemberships(access, '1')).toEqual({ kind: 'missing_scope', scope: 'crm.lists.read' });
  });

  test('are all of them, whatever a page shows', async () => {
    const { access, simulator, requests } = await withLists(230, {
      simulator: { behaviour: { membershipsShown: 100 } },
    });
    const read = await readMemberships(access, '1');
    expect(read.kind === 'read' && read.memberships.map(({ name }) => name)).toHaveLength(230);
    expect(requests()).toContain(`POST ${LISTS}/records/memberships/batch/read 200`);
    // Each address holds a hundred ids at the most.
    const named = simulator.log
      .filter(({ path }) => path === LISTS)
      .map(({ query }) => query.split('listIds').length - 1);
    expect(named).toEqual([100, 100, 30]);
  });

  test('are asked for again when an answer ends early', async () => {
    const { access, fault } = await withLists(4);
    fault('half-page', '/1/memberships');
    const read = await readMemberships(access, '1');
    expect(read.kind === 'read' && read.memberships).toHaveLength(4);
  });

  test('are an error where both calls show fewer than are counted', async () => {
    const { access, fault } = await withLists(4);
    fault('half-page', '/1/memberships');
    fault('nobody', '/batch/read');
    await expect(readMemberships(access, '1')).rejects.toMatchObject({ code: 'unexpected_answer' });
  });

  test('that are gone by the time their names are asked for have none', async () => {
    const membership = { listId: '7', listVersion: 1, firstAddedTimestamp: ADDED, lastAddedTimestamp: ADDED };
    const { access } = await handmadeHubSpot(({ path }) => {
      if (path.endsWith('/memberships')) return { body: { results: [membership], total: 1 } };
      if (path === LISTS) return { body: { lists: [] } };
      return {
        status: 404,
        body: { category: 'OBJECT_NOT_FOUND', message: 'List does not exist', correlationId: 'x' },
      };
    });
    const read = await readMemberships(access, '1');
    expect(read).toMatchObject({ memberships: [{ listId: '7', name: undefined }] });
  });

  test('that an answer leaves out are named by a call of their own', async () => {
    const membership = { listId: '7', listVersion: 1, firstAddedTimestamp: ADDED, lastAddedTimestamp: ADDED };
    const { access } = await handmadeHubSpot(({ path }) => {
      if (path.endsWith('/memberships')) return { body: { results: [membership], total: 1 } };
      return { body: path === LISTS ? { lists: [] } : { list: { listId: '7', name: 'Lista 7' } } };
    });
    expect(await readMemberships(access, '1')).toMatchObject({ memberships: [{ name: 'Lista 7' }] });
  });

  test.each(['PERMISSION_DENIED', undefined])(
    'are not said to lack a scope for another refusal (%s)',
    async (category) => {
      const { access } = await handmadeHubSpot(() => ({ status: 403, body: { category, message: 'no' } }));
      await expect(readMemberships(access, '1')).rejects.toMatchObject({ code: 'forbidden' });
    },
  );

  test('are those of the survivor of a merge, and of nobody who is gone', async () => {
    const { access, account } = await withLists(1);
    addList(account, '2', 'Toisen', ['2']);
    const { id } = mergeRecords(account, 'contacts', '1', '2', NOW);
    const read = await readMemberships(access, id);
    expect(read.kind === 'read' && read.memberships.map(({ listId }) => listId)).toEqual(['1', '2']);
    archiveRecord(account, 'contacts', id, NOW);
    expect(await readMemberships(access, id)).toMatchObject({ memberships: [] });
    purgeRecord(account, 'contacts', id, NOW);
    await expect(readMemberships(access, id)).rejects.toMatchObject({ code: 'not_found' });
    expect([...account.lists.values()].flatMap(({ members }) => [...members])).toEqual([]);
  });
});

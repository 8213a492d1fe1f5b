import { describe, expect, test } from 'vitest';
import { addRecord, archiveRecord, purgeRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { gdprDelete, lookFor, type Person } from '../../../src/hubspot/erase/gdpr-delete.ts';
import type { Fate } from '../../../src/hubspot/fate.ts';
import type { Access } from '../../../src/hubspot/records.ts';
import { handmadeHubSpot } from '../../support/handmade-hubspot.ts';
import { addMany, NOW, type SimulatedHubSpot, simulatedHubSpot } from '../../support/simulated-hubspot.ts';

const createdAt = '2020-01-01T00:00:00.000Z';
const DELETE = '/contacts/gdpr-delete';
const DONE: Fate = { kind: 'done' };

const people = (...ids: string[]): Person[] => ids.map((id) => ({ id, merged: [] }));

async function erase(access: Access, some: readonly Person[], assertOurs: () => void = () => undefined) {
  const fates: Record<string, Fate> = {};
  const tell = (id: string, fate: Fate) => {
    fates[id] = fate;
  };
  const error: unknown = await gdprDelete(access, some, tell, assertOurs).catch((reason: unknown) => reason);
  return { fates, error };
}

const deletions = ({ simulator }: SimulatedHubSpot) => simulator.log.filter(({ path }) => path.endsWith(DELETE));

describe('erasing people', () => {
  test('each is asked about, erased by id, and looked for among the live and the archived, together with the others', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 4);
    const { fates } = await erase(hubspot.access, people('1', '2', '3'));
    expect(fates).toEqual({ 1: DONE, 2: DONE, 3: DONE });
    expect([...hubspot.account.records.contacts.keys()]).toEqual(['4']);
    expect(deletions(hubspot)).toHaveLength(3);
    expect(hubspot.simulator.log).toHaveLength(3 * 2 + 2);
  });

  test('an id that leads to another contact by now is not erased, nor is the other', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 2);
    mergeRecords(hubspot.account, 'contacts', '2', '1', NOW, true);
    const { fates } = await erase(hubspot.access, people('1'));
    expect(fates).toEqual({ 1: { kind: 'overtaken', reason: 'its id leads to another contact', gone: false } });
    expect(deletions(hubspot)).toEqual([]);
    expect(hubspot.account.records.contacts.get('2')).toBeDefined();
  });

  test('nor one with whom others were merged since that was approved; with those that were approved he is', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 3);
    mergeRecords(hubspot.account, 'contacts', '1', '2', NOW, true);
    mergeRecords(hubspot.account, 'contacts', '1', '3', NOW, true);
    const since = await erase(hubspot.access, [{ id: '1', merged: ['2'] }]);
    expect(since.fates).toEqual({
      1: { kind: 'overtaken', reason: 'other contacts were merged with it', gone: false },
    });
    expect(deletions(hubspot)).toEqual([]);
    expect((await erase(hubspot.access, [{ id: '1', merged: ['3', '2'] }])).fates).toEqual({ 1: DONE });
  });

  test('who is gone already is not asked for; who is in the recycle bin is erased from it', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 2);
    hubspot.simulator.behaviour.gdprDelete = { gone: 404, mergedAway: 404, archived: 'deleted' };
    purgeRecord(hubspot.account, 'contacts', '1', NOW);
    archiveRecord(hubspot.account, 'contacts', '2', NOW);
    const { fates } = await erase(hubspot.access, people('1', '2'));
    expect(fates).toEqual({ 1: { kind: 'overtaken', reason: 'it was gone already', gone: true }, 2: DONE });
    expect(deletions(hubspot)).toHaveLength(1);
    expect(hubspot.account.records.contacts.size).toBe(0);
  });

  test('one in the recycle bin whom HubSpot says not to find is still there', async () => {
    const hubspot = await simulatedHubSpot();
    hubspot.simulator.behaviour.gdprDelete = { gone: 404, mergedAway: 404, archived: 404 };
    addMany(hubspot.account, 'contacts', 1);
    archiveRecord(hubspot.account, 'contacts', '1', NOW);
    const { fates } = await erase(hubspot.access, people('1'));
    expect(fates).toEqual({ 1: { kind: 'refused', reason: 'not found by HubSpot, and still there' } });
  });

  test.each(['reset-before', 'reset-after', '502', '504', 'garbage', 'empty', '429-ten-secondly', '477'] as const)(
    'a deletion that meets %s comes to its end, once',
    async (kind) => {
      const hubspot = await simulatedHubSpot();
      addMany(hubspot.account, 'contacts', 2);
      hubspot.fault(kind, DELETE);
      expect((await erase(hubspot.access, people('1'))).fates).toEqual({ 1: DONE });
      expect([...hubspot.account.records.contacts.keys()]).toEqual(['2']);
    },
  );

  test('a deletion that has to wait is asked about once more: by then the id may lead to a living customer', async () => {
    let deletions = 0;
    const { access, requests } = await handmadeHubSpot(({ path }) => {
      if (!path.endsWith(DELETE)) return { body: { id: deletions === 0 ? '1' : '9', properties: {}, archived: false } };
      deletions += 1;
      const body = { category: 'RATE_LIMITS', policyName: 'TEN_SECONDLY_ROLLING' };
      return deletions === 1 ? { status: 429, headers: { 'retry-after': '10' }, body } : { status: 204 };
    });
    expect((await erase(access, people('1'))).fates).toEqual({
      1: { kind: 'overtaken', reason: 'its id leads to another contact', gone: false },
    });
    expect(requests.filter(({ path }) => path.endsWith(DELETE))).toHaveLength(1);
  });

  test('a record that is locked is refused, and left', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 1);
    hubspot.fault('423', DELETE, 100);
    const { fates } = await erase(hubspot.access, people('1'));
    expect(fates).toEqual({ 1: { kind: 'refused', reason: 'unavailable 423' } });
    expect(hubspot.account.records.contacts.size).toBe(1);
  });

  test('an answer that says it was done, again and again, is not believed', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 1);
    hubspot.fault('nobody', DELETE, 100);
    const { fates } = await erase(hubspot.access, people('1'));
    expect(fates).toEqual({
      1: { kind: 'unsure', reason: 'deleted by HubSpot, by its answer, and still there' },
    });
    // Sent again a few times, with pauses, and then left to whoever comes next.
    expect(hubspot.simulator.faults.count).toBe(4);
  });

  test('who cannot be looked for is not known to be gone', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 1);
    hubspot.fault('503', '/contacts/batch/read', 100);
    const { fates } = await erase(hubspot.access, people('1'));
    expect(fates).toEqual({ 1: { kind: 'unsure', reason: expect.stringContaining('unavailable') } });
  });

  test('who cannot be asked about first is not erased', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 1);
    hubspot.fault('503', '/contacts/1', 100);
    const { fates } = await erase(hubspot.access, people('1'));
    expect(fates).toEqual({ 1: { kind: 'refused', reason: 'unavailable 503' } });
    expect(deletions(hubspot)).toEqual([]);
  });

  test('a scope that is taken away in between ends it; what was done by then is told', async () => {
    const hubspot = await simulatedHubSpot();
    addRecord(hubspot.account, 'contacts', { id: '1', properties: {}, createdAt });
    const { access } = await handmadeHubSpot((request, index) => {
      if (request.path.endsWith(DELETE))
        return index === 1 ? { status: 204 } : { status: 403, body: { category: 'MISSING_SCOPES' } };
      if (request.method === 'GET') {
        const id = request.path.split('/').at(-1) ?? '';
        return id === '1' && index > 1 ? { status: 404, body: {} } : { body: { id, properties: {}, archived: false } };
      }
      return {
        status: 207,
        body: { results: [], errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['1'] } }] },
      };
    });
    await erase(access, people('1'));
    const { fates, error } = await erase(access, people('2'));
    expect(fates).toEqual({});
    expect(error).toMatchObject({ code: 'forbidden' });
  });

  test("once the run is somebody else's nobody more is erased", async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 20);
    const lost = new Error('the lease has run out');
    const { fates, error } = await erase(hubspot.access, people(...hubspot.account.records.contacts.keys()), () => {
      if (deletions(hubspot).length > 2) throw lost;
    });
    expect(error).toBe(lost);
    const erased = Object.keys(fates);
    expect(erased.length).toBeLessThan(8);
    expect(hubspot.account.records.contacts.size).toBe(20 - erased.length);
  });

  test('a batch that leaves somebody out says nothing of him: he is asked for alone', async () => {
    let wasErased = false;
    const { access, requests } = await handmadeHubSpot((request) => {
      if (request.path.endsWith(DELETE)) {
        wasErased = true;
        return { status: 204 };
      }
      if (request.method === 'POST') return { body: { results: [] } };
      // By now the id leads to somebody else, who is alive.
      return { body: { id: wasErased ? '9' : '1', properties: {}, archived: false } };
    });
    expect((await erase(access, people('1'))).fates).toEqual({
      1: { kind: 'overtaken', reason: 'its id leads to another contact', gone: false },
    });
    expect(requests.filter(({ path }) => path.endsWith(DELETE))).toHaveLength(1);
  });
});

test('whether somebody is still there is asked of each alone: of an id that was merged a batch may say that there is none', async () => {
  const { access } = await handmadeHubSpot(({ method, path }) => {
    if (method === 'POST')
      return { body: { results: [], errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['1', '2', '3'] } }] } };
    if (path.endsWith('/1')) return { body: { id: '9', properties: {}, archived: false } };
    return path.endsWith('/2') ? { body: { id: '2', properties: {}, archived: false } } : { status: 404, body: {} };
  });
  const seen = await lookFor(access, ['1', '2', '3']);
  expect([...seen].map(([id, { kind }]) => `${id} ${kind}`)).toEqual(['1 other_id', '2 there', '3 absent']);
});

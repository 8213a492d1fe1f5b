import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addRecord, archiveRecord } from '../../local/simulator/change.ts';
import { findLeftOut } from '../../src/hubspot/left-out.ts';
import { addMany, NOW, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const ALL = { type: 'contacts', groups: [] };
const createdAt = '2020-01-01T00:00:00.000Z';
const without = (ids: readonly string[], lost: readonly string[]) => ids.filter((id) => !lost.includes(id));

describe('what a list left out', () => {
  test('is nothing where the counts are the same: one search for each nine thousand', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 27_001);
    expect(await findLeftOut(access, ALL, ids)).toEqual({ shown: [], counted: [] });
    expect(requests()).toHaveLength(4);
  });

  test('is found among a hundred thousand with few searches', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 100_000);
    const lost = ['3', '50123', '99999'];
    expect(await findLeftOut(access, ALL, without(ids, lost))).toEqual({ shown: lost, counted: [] });
    expect(requests().length).toBeLessThan(45);
  });

  test('is found at the end, where a list ended early', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 12_000);
    const { shown } = await findLeftOut(access, ALL, ids.slice(0, 7_000));
    expect(shown).toEqual(ids.slice(7_000));
    // A page for each two hundred, and the halves that led there.
    expect(requests().length).toBeLessThan(25 + 25);
  });

  test('does not hide behind records that search does not count beyond 10,000', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 20_500);
    simulator.behaviour.mostCounted = 10_000;
    const lost = ['7', '15000'];
    expect(await findLeftOut(access, ALL, without(ids, lost))).toEqual({ shown: lost, counted: [] });
    expect((await findLeftOut(access, ALL, [])).shown).toEqual(ids);
  });

  test('is told apart from records that are known and that search does not count', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 1_000);
    archiveRecord(account, 'contacts', '100', NOW);
    simulator.behaviour.hidden = { ...simulator.behaviour.hidden, search: new Set(['contacts:200', 'contacts:201']) };
    expect(await findLeftOut(access, ALL, without(ids, ['900']))).toEqual({ shown: ['900'], counted: [] });
  });

  test('may be one of few ids among which something is counted that nothing shows', async () => {
    const { account, access, fault } = await simulatedHubSpot();
    const ids = ['5', '6', '1000', '2000'];
    for (const id of ids) addRecord(account, 'contacts', { id, properties: {}, createdAt });
    fault('total-more', '/search', Number.POSITIVE_INFINITY);
    const { shown, counted, unproved } = await findLeftOut(access, ALL, ids);
    expect({ shown, unproved }).toEqual({ shown: [], unproved: undefined });
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.length).toBeLessThanOrEqual(100);
    expect(counted.filter((id) => ids.includes(id))).toEqual([]);
  });

  test('cannot be told when the numbers do not fit together, or differ too often', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 100);
    const isFirstCount = ({ body }: { body: unknown }) => JSON.stringify(body).includes('"limit":1,');
    simulator.faults.add({ match: isFirstCount, kind: 'total-more' });
    expect((await findLeftOut(access, ALL, ids)).unproved).toBe('search contradicts itself');
    simulator.faults.clear();
    const many = addMany(account, 'contacts', 90_000);
    const scattered = many.filter((_, index) => index % 150 !== 0);
    expect((await findLeftOut(access, ALL, scattered)).unproved).toBe('search counts very different numbers');
  });

  test('counts only beyond an id, and only what the search is for', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 20);
    addRecord(account, 'contacts', { id: '30', properties: { firstname: 'Aino' }, createdAt });
    addRecord(account, 'contacts', { id: '40', properties: { firstname: 'Aino' }, createdAt });
    const named = {
      type: 'contacts',
      groups: [[{ propertyName: 'firstname', operator: 'EQ' as const, value: 'Aino' }]],
    };
    expect((await findLeftOut(access, named, [], '30')).shown).toEqual(['40']);
    expect((await findLeftOut(access, named, ['40'])).shown).toEqual(['30']);
  });

  test('whatever it is, is all that is found', async () => {
    const { account, access } = await simulatedHubSpot();
    const all = fc.uniqueArray(fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }), { maxLength: 700 });
    const one = fc.oneof(all, fc.uniqueArray(fc.bigInt({ min: 1n, max: 2_000n }), { maxLength: 900 }));
    await fc.assert(
      fc.asyncProperty(one, fc.func(fc.integer({ min: 0, max: 20 })), async (ids, luck) => {
        account.records.contacts.clear();
        for (const id of ids) addRecord(account, 'contacts', { id: String(id), properties: {}, createdAt });
        const lost = ids.filter((id) => luck(id) === 0).map(String);
        const found = await findLeftOut(access, ALL, without(ids.map(String), lost));
        expect(found).toEqual({ shown: lost.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)), counted: [] });
      }),
      { numRuns: 25 },
    );
  });
});
